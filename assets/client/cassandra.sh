#!/bin/sh
# The client of Cassandra: cqlsh, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=60

client_prepare() {
  command -v cqlsh >/dev/null 2>&1 || die 'this image has no cqlsh'
  : >"$DIR/cqlshrc"
  set -- --no-color --cqlshrc="$DIR/cqlshrc"
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
  {
    [ -z "${DB_NAME:-}" ] || printf 'USE "%s";\n' "$DB_NAME"
    # The last statement may have its semicolon or not, and a comment behind it.
    printf '%s\n;\n' "$(trimmed "$STATEMENT")"
    printf 'SELECT key AS "%s" FROM system.local;\n' "$END"
  } >"$DIR/statement.cql"
  cql "$DB_HOST" "$DIR/statement.cql" >"$DIR/rows" || {
    cat "$DIR/rows"
    return 1
  }
  rows=$(cat "$DIR/rows")
  case $rows in
    *"$END"*) printf '%s\n' "${rows%" $END"*}" ;;
    *)
      printf '%s\nnot all of the statement was executed\n' "$rows" >&2
      return 1
      ;;
  esac
}

# The first column below the line of dashes, which tells how many there are.
client_value() {
  while IFS= read -r line; do
    case $line in
      *[!-+]* | '') continue ;;
      -*) ;;
      *) continue ;;
    esac
    columns=$line
    IFS= read -r line || return 1
    [ -n "$line" ] || return 1
    case $columns in *+*) line=${line%%" | "*} ;; esac
    line=$(trimmed "$line")
    [ "$line" != null ] && printf '%s' "$line"
    return
  done
  return 1
}

client_reason() {
  case $1 in
    *'Bad credentials'* | *'and/or password are incorrect'* | *'requires authentication'* | *'Failed to authenticate'*) printf 'credentials' ;;
    *'code=2100'* | *'Unauthorized]'*) printf 'rights' ;;
    *SSLError* | *SSLCertVerificationError* | *'ssl.SSL'*) printf 'certificate' ;;
    *'timed out'* | *gaierror*) printf 'unreachable' ;;
  esac
}

sessions_none() {
  say 'Cassandra has no statement that ends a connection of a client: those that stand go on; only isolation ends them'
}

client_main "$@"
