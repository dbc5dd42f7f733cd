#!/bin/sh
# The client of Elasticsearch and OpenSearch: their images have curl.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

client_prepare() {
  http_prepare ''
}

client_ping() {
  http_ok "$1" GET /_cluster/health
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
