#!/bin/sh
# The client of Cassandra: cqlsh, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=60

client_prepare() {
  command -v cqlsh >/dev/null 2>&1 || die 'this image has no cqlsh'
  : >"$DIR/cqlshrc"
  set -- --cqlshrc="$DIR/cqlshrc"
  if has_tls; then
    {
      printf '[ssl]\nvalidate = true\n'
      [ -z "$CA" ] || printf 'certfile = %s\n' "$CA"
      [ -z "$CERT" ] || printf 'usercert = %s\nuserkey = %s\n' "$CERT" "$KEY"
    } >"$DIR/cqlshrc"
    set -- "$@" --ssl
  fi
  if [ -n "$DB_PASSWORD" ]; then
    printf '[PlainTextAuthProvider]\nusername = %s\npassword = %s\n' "${DB_USERNAME:-admin}" "$DB_PASSWORD" >"$DIR/credentials"
    printf '[auth_provider]\nmodule = cassandra.auth\nclassname = PlainTextAuthProvider\n' >>"$DIR/cqlshrc"
    set -- "$@" --credentials="$DIR/credentials"
  fi
  OPTIONS=$*
}

# cql HOST FILE. None of the options holds a blank.
cql() {
  # shellcheck disable=SC2086
  limited "$SECONDS_EACH" cqlsh $OPTIONS --connect-timeout=10 --request-timeout="$SECONDS_EACH" -f "$2" "$1" "$DB_PORT"
}

client_ping() {
  printf 'SELECT release_version FROM system.local;\n' >"$DIR/ping.cql"
  cql "$1" "$DIR/ping.cql"
}

client_query() {
  SECONDS_EACH=$TIMEOUT
  {
    [ -z "${DB_NAME:-}" ] || printf 'USE "%s";\n' "$DB_NAME"
    case $STATEMENT in
      *\;) printf '%s\n' "$STATEMENT" ;;
      *) printf '%s;\n' "$STATEMENT" ;;
    esac
  } >"$DIR/statement.cql"
  cql "$DB_HOST" "$DIR/statement.cql"
}

client_refused() {
  case $1 in
    *'Bad credentials'* | *'and/or password are incorrect'* | *'requires authentication'* | *'Failed to authenticate'*) return 0 ;;
    *) return 1 ;;
  esac
}

sessions_none() {
  say 'Cassandra has no statement that ends a connection of a client: those that stand go on; only isolation ends them'
}

client_main "$@"
