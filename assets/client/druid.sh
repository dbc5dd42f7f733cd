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
  printf '{"query": %s, "header": true}
' "$(json_string "$STATEMENT")" >"$DIR/statement"
  # Rows without their names, if it is a value that is asked for.
  ! expects || printf '{"query": %s, "resultFormat": "array"}
' "$(json_string "$STATEMENT")" >"$DIR/statement"
  answer=$(http_ok "$DB_HOST" POST /druid/v2/sql "$DIR/statement") || return
  printf '%s
' "$answer"
  # An error that comes after the first rows only cuts the answer off.
  case $(trimmed "$answer") in
    *']') ;;
    *)
      printf 'the answer is not whole
' >&2
      return 1
      ;;
  esac
}

client_main "$@"
