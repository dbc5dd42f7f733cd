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
  allow "$TIMEOUT"
  printf '{"query": %s, "header": true}\n' "$(json_string "$STATEMENT")" >"$DIR/statement"
  http_ok "$DB_HOST" POST /druid/v2/sql "$DIR/statement"
}

client_main "$@"
