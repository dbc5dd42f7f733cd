#!/bin/sh
# The client of Elasticsearch and OpenSearch: their images have curl.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"
# shellcheck disable=SC1091
. "$(dirname "$0")/http.sh"

client_prepare() {
  http_prepare ''
}

client_ping() {
  http_ok "$1" GET /_cluster/health
}

client_main "$@"
