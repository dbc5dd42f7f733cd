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

# sqlcmd HOST FILE [OPTION...]. -b: errors end it; -x: `$(…)` in a statement is text; -w: rows are wrapped no sooner than they must; -I:
# names stand between double quotes, without which views and tables with some indexes cannot be read. sqlcmd knows no other authorities
# than those of the image, so -C trusts the server's certificate; -N has the connection encrypted all the same, by older ones too.
sql() {
  host=$1
  file=$2
  shift 2
  ! has_tls || set -- -N "$@"
  limited "$SECONDS_EACH" "$SQLCMD" -S "tcp:$(bracketed "$host"),$DB_PORT" -b -x -I -C -l 10 -w 65535 -i "$file" "$@"
}

# A query whose rows are printed bare.
rows() {
  printf 'SET NOCOUNT ON;\n%s\n' "$2" >"$DIR/rows.sql"
  sql "$1" "$DIR/rows.sql" -h -1 -W
}

client_ping() {
  rows "$1" 'SELECT 1;'
}

# `exit` on a line of its own would leave out the rest.
client_query() {
  set -- -d "${DB_NAME:-master}"
  if expects; then set -- "$@" -h -1 -W -s "$(printf '\t')"; fi
  {
    ! expects || printf 'SET NOCOUNT ON;\nGO\n'
    printf "%s\nGO\nPRINT '%s';\nGO\n" "$STATEMENT" "$END"
  } >"$DIR/statement.sql"
  sql "$DB_HOST" "$DIR/statement.sql" "$@" >"$DIR/printed" || {
    cat "$DIR/printed"
    return 1
  }
  printf '%s' "$(trimmed "$(cat "$DIR/printed")")" | to_end
}

client_value() {
  while IFS= read -r line; do
    line=${line%"$(printf '\r')"}
    case $line in '' | 'Changed database context to '*) continue ;; esac
    line=${line%%"$(printf '\t')"*}
    [ "$line" != NULL ] && printf '%s' "$line"
    return
  done
  return 1
}

client_reason() {
  case $1 in
    # A login into a database that is not there fails, too.
    *'Cannot open database'*) printf 'error' ;;
    *'Login failed for user'*) printf 'credentials' ;;
    *'permission was denied'* | *'does not have permission'*) printf 'rights' ;;
    *'SSL Provider'* | *'TLS Handshake failed'*) printf 'certificate' ;;
    *'TCP Provider: Error code 0x'* | *'unable to open tcp connection'*) printf 'unreachable' ;;
  esac
}

# Client sessions beside our own. What the coordinator beside the server opens with the operator's login is its own.
CLIENTS="s.is_user_process = 1 AND s.session_id <> @@SPID AND NOT (s.login_name = ORIGINAL_LOGIN() AND EXISTS (
  SELECT 1 FROM sys.dm_exec_connections c WHERE c.session_id = s.session_id
    AND c.client_net_address IN ('<local machine>', '127.0.0.1', '::1')))"

# Who may not see the sessions of others would find none, and who may not end them would try for ever.
sessions_mark() {
  rows "$1" "IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 0
  RAISERROR('it does not have permission to see sessions: VIEW SERVER STATE', 16, 1);
IF HAS_PERMS_BY_NAME(NULL, NULL, 'ALTER ANY CONNECTION') = 0
  RAISERROR('it does not have permission to end sessions: ALTER ANY CONNECTION', 16, 1);" || return
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
