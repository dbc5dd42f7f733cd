#!/bin/sh
# The client of Qdrant: its image has no curl, but bash, and openssl with the certificates of authorities.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

client_prepare() {
  http_prepare api-key
}

client_ping() {
  http_ok "$1" GET /collections
}

client_query() {
  allow "$TIMEOUT"
  http_statement
}

client_refused() {
  http_refused "$1"
}

sessions_none() {
  say 'HTTP knows no sessions: nothing to end. Connections that clients keep alive stay open; only isolation ends them'
}

client_main "$@"
