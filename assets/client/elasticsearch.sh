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

# An answer may be an error in part, although its status is a success.
client_query() {
  answer=$(http_statement) || return
  printf '%s' "$answer"
  case $(replaced "$answer" ' ' '') in
    *'"errors":true'* | *'"timed_out":true'* | *'"_shards":{'*'"failed":'[1-9]*)
      printf 'a part of it failed\n' >&2
      return 1
      ;;
  esac
}

client_main "$@"
