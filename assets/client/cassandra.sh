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
      if [ -n "$CA" ]; then printf '[ssl]\nvalidate = true\ncertfile = %s\n' "$CA"; else printf '[ssl]\nvalidate = false\n'; fi
      [ -z "$CERT" ] || printf 'usercert = %s\nuserkey = %s\n' "$CERT" "$KEY"
    } >"$DIR/cqlshrc"
    set -- "$@" --ssl
    [ -z "$CA" ] || verify
  fi
  [ -z "$DB_PASSWORD" ] || log_in
  # Python reads what is written here.
  PYTHONPATH=$DIR
  export PYTHONPATH
  OPTIONS=$*
}

# In a file of credentials cqlsh takes no notice of blanks around a password.
log_in() {
  DB_USERNAME=${DB_USERNAME:-admin}
  export DB_USERNAME DB_PASSWORD
  printf '[auth_provider]\nmodule = environment\nclassname = Environment\n' >>"$DIR/cqlshrc"
  cat >"$DIR/environment.py" <<'PYTHON'
from os import environ

from cassandra.auth import PlainTextAuthProvider


class Environment(PlainTextAuthProvider):
    def __init__(self):
        super().__init__(environ['DB_USERNAME'], environ['DB_PASSWORD'])
PYTHON
}

# Drivers since 3.28, among them Cassandra 5.0's, trust any certificate whatever they are told. Python reads this file before all others.
verify() {
  cat >"$DIR/sitecustomize.py" <<'PYTHON'
import ssl

load = ssl.SSLContext.load_verify_locations


def load_and_verify(self, *words, **named):
    load(self, *words, **named)
    self.verify_mode = ssl.CERT_REQUIRED


ssl.SSLContext.load_verify_locations = load_and_verify
PYTHON
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

# closed STATEMENT: whether it ends in a semicolon, but for blanks and comments. One that stands alone is an error.
closed() {
  rest=$1
  closed=''
  while [ -n "$rest" ]; do
    begin=$rest
    case $rest in
      [[:space:]]*)
        rest=${rest#?}
        continue
        ;;
      --* | //*) rest=${rest#*"
"} ;;
      '/*'*) rest=${rest#*'*/'} ;;
      ';'*)
        closed=true
        rest=${rest#?}
        continue
        ;;
      *)
        closed=''
        case $rest in
          "'"*) rest=${rest#?} && begin=$rest && rest=${rest#*"'"} ;;
          '"'*) rest=${rest#?} && begin=$rest && rest=${rest#*'"'} ;;
          '$$'*) rest=${rest#??} && begin=$rest && rest=${rest#*'$$'} ;;
          *)
            # As much as needs no further look.
            rest=${rest#?}
            rest=${rest#"${rest%%[\;\'\"\$/-]*}"}
            continue
            ;;
        esac
        ;;
    esac
    # What never ends takes all that is left.
    [ "$rest" != "$begin" ] || break
  done
  [ -n "$closed" ]
}

client_query() {
  {
    [ -z "${DB_NAME:-}" ] || printf 'USE "%s";\n' "$(replaced "$DB_NAME" '"' '""')"
    printf '%s\n' "$STATEMENT"
    closed "$STATEMENT" || printf ';\n'
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
