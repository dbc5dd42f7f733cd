#!/bin/sh
# The client of Microsoft SQL Server: sqlcmd, which its images keep in different places.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=30

client_prepare() {
  SQLCMD=$(first_of /opt/mssql-tools18/bin/sqlcmd /opt/mssql-tools/bin/sqlcmd sqlcmd) || die 'this image has no sqlcmd'
  SQLCMDUSER=${DB_USERNAME:-sa}
  SQLCMDPASSWORD=$DB_PASSWORD
  export SQLCMDUSER SQLCMDPASSWORD
}

# sqlcmd HOST FILE [OPTION...]. -b: errors end it; -x: `$(…)` in a statement is text. sqlcmd knows no other authorities than
# those of the image, so -C trusts the server's certificate; the connection is encrypted all the same.
sql() {
  host=$1
  file=$2
  shift 2
  limited "$SECONDS_EACH" "$SQLCMD" -S "tcp:$host,$DB_PORT" -d "${DB_NAME:-master}" -b -x -C -l 10 -i "$file" "$@"
}

# A query whose rows are printed bare.
rows() {
  printf 'SET NOCOUNT ON;\n%s\n' "$2" >"$DIR/rows.sql"
  sql "$1" "$DIR/rows.sql" -h -1 -W
}

client_ping() {
  rows "$1" 'SELECT 1;'
}

client_query() {
  SECONDS_EACH=$TIMEOUT
  printf '%s\n' "$STATEMENT" >"$DIR/statement.sql"
  sql "$DB_HOST" "$DIR/statement.sql"
}

client_refused() {
  case $1 in
    *'Login failed for user'*) return 0 ;;
    *) return 1 ;;
  esac
}

# Client sessions beside our own. What the coordinator beside the server opens with the operator's login is its own.
CLIENTS="s.is_user_process = 1 AND s.session_id <> @@SPID AND NOT (s.login_name = ORIGINAL_LOGIN() AND EXISTS (
  SELECT 1 FROM sys.dm_exec_connections c WHERE c.session_id = s.session_id
    AND c.client_net_address IN ('<local machine>', '127.0.0.1', '::1')))"

sessions_mark() {
  rows "$1" 'SELECT CONVERT(varchar(33), SYSDATETIME(), 126);'
}

sessions_end() {
  rows "$1" "DECLARE @kill nvarchar(max) = N'';
SELECT @kill += N'BEGIN TRY KILL ' + CAST(s.session_id AS nvarchar(10)) + N' END TRY BEGIN CATCH END CATCH;'
  FROM sys.dm_exec_sessions s WHERE $CLIENTS AND s.login_time < CAST('$2' AS datetime2);
EXEC (@kill);
SELECT CONCAT('session ', s.session_id, ' ', s.login_name, ' from ', s.host_name, ' ', s.program_name, ' since ', CONVERT(varchar(19), s.login_time, 126))
  FROM sys.dm_exec_sessions s WHERE $CLIENTS AND s.login_time < CAST('$2' AS datetime2) ORDER BY s.login_time;"
}

sessions_later() {
  rows "$1" "SELECT COUNT(*) FROM sys.dm_exec_sessions s WHERE $CLIENTS AND s.login_time >= CAST('$2' AS datetime2);"
}

client_main "$@"
