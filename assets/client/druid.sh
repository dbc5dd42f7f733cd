#!/bin/sh
# The client of Druid: SQL over HTTP, by what little its image has (busybox).
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"
# shellcheck disable=SC1091
. "$(dirname "$0")/http.sh"

client_prepare() {
  http_prepare ''
}

client_ping() {
  http_ok "$1" GET /status
}

client_query() {
  # Druid takes one statement, without the semicolon that ends it elsewhere.
  statement=$(trimmed "$STATEMENT")
  # Rows without their names, if it is a value that is asked for.
  form='"header": true'
  ! expects || form='"resultFormat": "array"'
  printf '{"query": %s, %s}\n' "$(json_string "${statement%;}")" "$form" >"$DIR/statement"
  answer=$(http_ok "$DB_HOST" POST /druid/v2/sql "$DIR/statement") || return
  printf '%s\n' "$answer"
  # An error that comes after the first rows only cuts the answer off.
  case $(trimmed "$answer") in
    *']') ;;
    *)
      printf 'the answer is not whole\n' >&2
      return 1
      ;;
  esac
}

client_main "$@"
