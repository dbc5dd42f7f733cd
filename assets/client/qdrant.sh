#!/bin/sh
# The client of Qdrant: its image has no curl, but bash, and openssl with the certificates of authorities.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

client_prepare() {
  HTTP_KEY_HEADER=api-key
  http_prepare
}

client_ping() {
  http_ok "$1" GET /collections
}

client_query() {
  SECONDS_EACH=$TIMEOUT
  http_statement
}

client_refused() {
  http_refused "$1"
}

sessions_none() {
  say 'HTTP knows no sessions: nothing to end. Connections that clients keep alive stay open; only isolation ends them'
}

client_main "$@"
