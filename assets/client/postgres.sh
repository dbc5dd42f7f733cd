#!/bin/sh
# The client of PostgreSQL: psql, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

client_prepare() {
  PGPORT=$DB_PORT
  PGUSER=${DB_USERNAME:-postgres}
  PGPASSWORD=$DB_PASSWORD
  PGDATABASE=${DB_NAME:-postgres}
  PGCONNECT_TIMEOUT=10
  PGAPPNAME=cdk8s-kubestash
  PGSSLMODE=prefer
  export PGPORT PGUSER PGPASSWORD PGDATABASE PGCONNECT_TIMEOUT PGAPPNAME PGSSLMODE
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
  host=$1
  shift
  PGHOST=$host psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

client_ping() {
  printf 'SELECT 1;\n' | sql "$1"
}

client_query() {
  printf '%s\n' "$STATEMENT" | PGHOST=$DB_HOST limited "$TIMEOUT" psql -X -q -v ON_ERROR_STOP=1 -P pager=off
}

client_refused() {
  case $1 in
    *'password authentication failed'* | *'no pg_hba.conf entry'* | *'certificate authentication failed'*) return 0 ;;
    *role*'does not exist'* | *role*'is not permitted to log in'*) return 0 ;;
    *) return 1 ;;
  esac
}

# Client sessions beside our own. Walsenders are no client backends. What the coordinator beside the server opens with the
# operator's user from within the pod is its own.
CLIENTS="backend_type = 'client backend' AND pid <> pg_backend_pid()
  AND client_addr IS NOT NULL AND NOT (usename = current_user AND client_addr IN ('127.0.0.1', '::1'))"

sessions_mark() {
  printf 'SELECT clock_timestamp();\n' | sql "$1"
}

sessions_end() {
  sql "$1" -v mark="$2" <<SQL
\\o /dev/null
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE $CLIENTS AND backend_start < :'mark'::timestamptz;
\\o
SELECT concat_ws(' ', 'pid', pid, usename, 'on', datname, 'from', client_addr, 'since', backend_start, application_name)
  FROM pg_stat_activity WHERE $CLIENTS AND backend_start < :'mark'::timestamptz ORDER BY backend_start;
SQL
}

sessions_later() {
  sql "$1" -v mark="$2" <<SQL
SELECT count(*) FROM pg_stat_activity WHERE $CLIENTS AND backend_start >= :'mark'::timestamptz;
SQL
}

client_main "$@"
