#!/bin/sh
# The client of MySQL, MariaDB and SingleStore, whichever the image has: they speak the same protocol.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=30

client_prepare() {
  MYSQL=$(first_of mariadb mysql singlestore memsql) || die 'this image has no client: neither mariadb, mysql, singlestore nor memsql'
  KIND=$MYSQL
  # Older images of MariaDB have its client under the other name only.
  case $("$MYSQL" --version 2>&1) in *MariaDB*) KIND=mariadb ;; esac
  # Passwords in option files may hold anything between quotes, and stand in no argument. Without a word, clients take names and
  # statements for what the image's language is written in: for Latin 1 where it says none.
  {
    printf '[client]\nport=%s\nprotocol=TCP\nconnect-timeout=10\ndefault-character-set=utf8mb4\n' "$DB_PORT"
    printf 'user=%s\n' "$(quoted "${DB_USERNAME:-root}")"
    [ -z "$DB_PASSWORD" ] || printf 'password=%s\n' "$(quoted "$DB_PASSWORD")"
    case $KIND$(if has_tls; then printf ' tls'; fi) in
      # Without TLS nothing is known about the server's certificate, which newer clients would ask for all the same.
      mariadb) printf 'loose-skip-ssl-verify-server-cert\n' ;;
      'mariadb tls') if [ -n "$CA" ]; then printf 'ssl\nssl-verify-server-cert\n'; else printf 'ssl\nloose-skip-ssl-verify-server-cert\n'; fi ;;
      mysql) printf 'loose-get-server-public-key\n' ;;
      'mysql tls') if [ -n "$CA" ]; then printf 'ssl-mode=VERIFY_CA\n'; else printf 'ssl-mode=REQUIRED\n'; fi ;;
      *' tls') printf 'ssl\n' ;;
    esac
    if has_tls; then
      [ -z "$CA" ] || printf 'ssl-ca=%s\n' "$CA"
      [ -z "$CERT" ] || printf 'ssl-cert=%s\nssl-key=%s\n' "$CERT" "$KEY"
    fi
    # Lines such as `quit` are no commands of the client: they would leave out the rest.
    printf '[mysql]\nloose-binary-mode\n'
  } >"$DIR/client.cnf"
}

# mysql HOST [OPTION...], statements on standard input.
sql() {
  host=$1
  shift
  limited "$SECONDS_EACH" "$MYSQL" --defaults-extra-file="$DIR/client.cnf" --host="$host" --batch "$@"
}

# Rows without the line of names.
rows() {
  sql "$@" --skip-column-names
}

client_ping() {
  printf 'SELECT 1;\n' | rows "$1"
}

client_query() {
  set --
  [ -z "${DB_NAME:-}" ] || set -- --database="$DB_NAME"
  ! expects || set -- "$@" --skip-column-names
  printf '%s\n' "$STATEMENT" | sql "$DB_HOST" "$@"
}

# Columns are separated by tabs; line ends, tabs and backslashes in texts are escaped.
client_value() {
  IFS= read -r line || return 1
  line=${line%%"$(printf '\t')"*}
  [ "$line" != NULL ] && printf '%b' "$line"
}

client_reason() {
  case $1 in
    *'Access denied for user'*'to database'* | *'command denied to user'* | *'Access denied; you need'* | *'not owner of thread'*) printf 'rights' ;;
    *'Access denied for user'* | *'is not allowed to connect'*) printf 'credentials' ;;
    *'ERROR 2026'* | *'SSL connection error'* | *'TLS/SSL error'* | *'insecure transport are prohibited'*) printf 'certificate' ;;
    *'could not be loaded'* | *'authentication method unknown'*) printf 'client' ;;
    *"Can't connect to "*server*) printf 'unreachable' ;;
  esac
}

# Client sessions beside our own: not the server's threads, not replicas that read the log, not SingleStore's nodes among each
# other, and not what the coordinator beside the server opens with the operator's user. Numbers of connections only grow.
CLIENTS="ID <> CONNECTION_ID() AND COMMAND NOT LIKE 'Binlog Dump%' AND COMMAND <> 'Daemon'
  AND USER NOT IN ('system user', 'event_scheduler', 'mysql.session', 'distributed')
  AND NOT (CONCAT(USER, '@', SUBSTRING_INDEX(CURRENT_USER(), '@', -1)) = CURRENT_USER()
    AND (HOST LIKE 'localhost%' OR HOST LIKE '127.0.0.1:%' OR HOST LIKE '[::1]:%' OR HOST LIKE '::1:%'))"

# Who may not see the sessions of others would find none. InnoDB tells of itself to those only who may, by whatever role; SingleStore
# has no InnoDB, and shows the sessions of others.
sessions_mark() {
  mark=$(printf 'SELECT CONNECTION_ID(), LOWER(@@version_comment);\n' | rows "$1") || return
  case $mark in
    *singlestore* | *memsql*) ;;
    *) printf 'SELECT COUNT(*) FROM information_schema.INNODB_TRX;\n' | rows "$1" >/dev/null || return ;;
  esac
  printf '%s\n' "${mark%%"$(printf '\t')"*}"
}

sessions_end() {
  ids=$(printf 'SELECT ID FROM information_schema.PROCESSLIST WHERE %s AND ID < %s;\n' "$CLIENTS" "$2" | rows "$1") || return
  # Sessions may go by themselves meanwhile, hence --force.
  said=$(for id in $ids; do
    printf 'KILL %s;\n' "$id"
  done | rows "$1" --force 2>&1) || :
  case $said in *'not owner of thread'*)
    printf '%s\n' "$said"
    return 1
    ;;
  esac
  printf "SELECT CONCAT('session ', ID, ' ', USER, ' from ', HOST, ' ', COMMAND) FROM information_schema.PROCESSLIST
    WHERE %s AND ID < %s ORDER BY ID;\\n" "$CLIENTS" "$2" | rows "$1"
}

sessions_later() {
  printf 'SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE %s AND ID > %s;\n' "$CLIENTS" "$2" | rows "$1"
}

client_main "$@"
