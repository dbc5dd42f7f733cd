#!/bin/sh
# The client of PostgreSQL: psql, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=30

client_prepare() {
  PGPORT=$DB_PORT
  PGUSER=${DB_USERNAME:-postgres}
  PGPASSWORD=$DB_PASSWORD
  PGDATABASE=postgres
  PGCONNECT_TIMEOUT=10
  PGAPPNAME=cdk8s-kubestash
  PGSSLMODE=prefer
  # Else a statement would be taken for what its database is encoded in.
  PGCLIENTENCODING=UTF8
  export PGPORT PGUSER PGPASSWORD PGDATABASE PGCONNECT_TIMEOUT PGAPPNAME PGSSLMODE PGCLIENTENCODING
  if has_tls; then
    PGSSLMODE=require
    if [ -n "$CA" ]; then
      PGSSLMODE=verify-ca
      PGSSLROOTCERT=$CA
      export PGSSLROOTCERT
    fi
    if [ -n "$CERT" ]; then
      PGSSLCERT=$CERT
      PGSSLKEY=$KEY
      export PGSSLCERT PGSSLKEY
    fi
  fi
}

# psql HOST [OPTION...], statements on standard input.
sql() {
  PGHOST=$1
  export PGHOST
  shift
  limited "$SECONDS_EACH" psql -X -q -v ON_ERROR_STOP=1 "$@"
}

# Rows as they are, a line each.
rows() {
  sql "$@" -A -t
}

client_ping() {
  printf 'SELECT 1;\n' | rows "$1"
}

client_query() {
  set -- -P pager=off
  ! expects || set -- "$@" -A -t -F "$SEPARATOR" -P null=NULL
  printf '%s\n;\n\\echo %s\n' "$STATEMENT" "$END" | {
    PGDATABASE=${DB_NAME:-postgres}
    # The server must not go on for long after we have gone.
    PGOPTIONS="-c statement_timeout=$(((TIMEOUT + 5) * 1000))"
    export PGOPTIONS
    sql "$DB_HOST" "$@"
  } >"$DIR/rows" || {
    cat "$DIR/rows"
    return 1
  }
  to_end <"$DIR/rows"
}

# A character that no text holds.
SEPARATOR=$(printf '\037')

client_value() {
  IFS= read -r line || return 1
  line=${line%%"$SEPARATOR"*}
  [ "$line" != NULL ] && printf '%s' "$line"
}

client_reason() {
  case $1 in
    *'password authentication failed'* | *'no pg_hba.conf entry'* | *'certificate authentication failed'* | *'no password supplied'*) printf 'credentials' ;;
    *role*'does not exist'* | *role*'is not permitted to log in'*) printf 'credentials' ;;
    *'server does not support SSL'* | *'requires a valid client certificate'* | *'SSL error:'* | *'root certificate file'*) printf 'certificate' ;;
    *'permission denied'* | *'must be a superuser'* | *'must be a member'*) printf 'rights' ;;
  esac
}

# Client sessions beside our own. Walsenders are no client backends. What the coordinator beside the server opens with the
# operator's user from within the pod is its own.
CLIENTS="backend_type = 'client backend' AND pid <> pg_backend_pid()
  AND client_addr IS NOT NULL AND NOT (usename = current_user AND client_addr IN ('127.0.0.1', '::1'))"

# Who may not see the sessions of others would find none.
sessions_mark() {
  mark=$(rows "$1" <<SQL
SELECT clock_timestamp() FROM pg_roles WHERE rolname = current_user AND (rolsuper OR 2 = (
  SELECT count(*) FROM pg_roles WHERE rolname IN ('pg_read_all_stats', 'pg_signal_backend') AND pg_has_role(current_user, oid, 'usage')));
SQL
  ) || return
  [ -n "$mark" ] || {
    printf 'permission denied: ending sessions takes a superuser, or a member of pg_read_all_stats and pg_signal_backend\n'
    return 1
  }
  printf '%s\n' "$mark"
}

sessions_end() {
  rows "$1" -v mark="$2" <<SQL
\\o /dev/null
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE $CLIENTS AND backend_start < :'mark'::timestamptz;
\\o
SELECT concat_ws(' ', 'pid', pid, usename, 'on', datname, 'from', client_addr, 'since', backend_start, application_name)
  FROM pg_stat_activity WHERE $CLIENTS AND backend_start < :'mark'::timestamptz ORDER BY backend_start;
SQL
}

sessions_later() {
  rows "$1" -v mark="$2" <<SQL
SELECT count(*) FROM pg_stat_activity WHERE $CLIENTS AND backend_start >= :'mark'::timestamptz;
SQL
}

client_main "$@"
