#!/bin/sh
# The client of Qdrant: its image has no curl, but bash, and openssl with the certificates of authorities.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"
# shellcheck disable=SC1091
. "$(dirname "$0")/http.sh"

client_prepare() {
  http_prepare api-key
}

client_ping() {
  http_ok "$1" GET /collections
}

client_main "$@"
