#!/bin/sh
# The client of MySQL, MariaDB and SingleStore, whichever the image has: they speak the same protocol.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

client_prepare() {
  MYSQL=$(first_of mariadb mysql singlestore memsql) || die 'this image has no client: neither mariadb, mysql, singlestore nor memsql'
  # Passwords in option files may hold anything between quotes, and stand in no argument.
  {
    printf '[client]\nport=%s\nprotocol=TCP\nconnect-timeout=10\n' "$DB_PORT"
    printf 'user=%s\n' "$(quoted "${DB_USERNAME:-root}")"
    [ -z "$DB_PASSWORD" ] || printf 'password=%s\n' "$(quoted "$DB_PASSWORD")"
    if has_tls; then
      [ -z "$CA" ] || printf 'ssl-ca=%s\n' "$CA"
      [ -z "$CERT" ] || printf 'ssl-cert=%s\nssl-key=%s\n' "$CERT" "$KEY"
      case $MYSQL in
        mysql) if [ -n "$CA" ]; then printf 'ssl-mode=VERIFY_CA\n'; else printf 'ssl-mode=REQUIRED\n'; fi ;;
        mariadb) if [ -n "$CA" ]; then printf 'ssl\nssl-verify-server-cert\n'; else printf 'ssl\n'; fi ;;
        *) printf 'ssl\n' ;;
      esac
    fi
  } >"$DIR/client.cnf"
}

# mysql HOST [OPTION...], statements on standard input.
sql() {
  host=$1
  shift
  "$MYSQL" --defaults-extra-file="$DIR/client.cnf" --host="$host" --batch --skip-column-names "$@"
}

client_ping() {
  printf 'SELECT 1;\n' | sql "$1"
}

client_query() {
  if [ -n "${DB_NAME:-}" ]; then
    set -- --database="$DB_NAME"
  else
    set --
  fi
  printf '%s\n' "$STATEMENT" | limited "$TIMEOUT" "$MYSQL" --defaults-extra-file="$DIR/client.cnf" --host="$DB_HOST" --batch "$@"
}

client_refused() {
  case $1 in
    *'ERROR 1045'* | *'Access denied for user'*) return 0 ;;
    *) return 1 ;;
  esac
}

# Client sessions beside our own: not the server's threads, not replicas that read the log, not SingleStore's nodes among each
# other, and not what the coordinator beside the server opens with the operator's user. Numbers of connections only grow.
CLIENTS="ID <> CONNECTION_ID() AND COMMAND NOT LIKE 'Binlog Dump%' AND COMMAND <> 'Daemon'
  AND USER NOT IN ('system user', 'event_scheduler', 'mysql.session', 'distributed')
  AND NOT (USER = SUBSTRING_INDEX(CURRENT_USER(), '@', 1)
    AND (HOST LIKE 'localhost%' OR HOST LIKE '127.0.0.1:%' OR HOST LIKE '[::1]:%' OR HOST LIKE '::1:%'))"

sessions_mark() {
  printf 'SELECT CONNECTION_ID();\n' | sql "$1"
}

sessions_end() {
  ids=$(printf 'SELECT ID FROM information_schema.PROCESSLIST WHERE %s AND ID < %s;\n' "$CLIENTS" "$2" | sql "$1") || return
  # Sessions may go by themselves meanwhile, hence --force.
  for id in $ids; do
    printf 'KILL %s;\n' "$id"
  done | sql "$1" --force >/dev/null 2>&1 || :
  printf "SELECT CONCAT('session ', ID, ' ', USER, ' from ', HOST, ' ', COMMAND) FROM information_schema.PROCESSLIST
    WHERE %s AND ID < %s ORDER BY ID;\\n" "$CLIENTS" "$2" | sql "$1"
}

sessions_later() {
  printf 'SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE %s AND ID > %s;\n' "$CLIENTS" "$2" | sql "$1"
}

client_main "$@"
