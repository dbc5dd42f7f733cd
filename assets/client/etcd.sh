#!/bin/sh
# The client of etcd: etcdctl, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=30

client_prepare() {
  command -v etcdctl >/dev/null 2>&1 || die 'this image has no etcdctl'
  ETCDCTL_API=3
  export ETCDCTL_API
  SCHEME=http
  if has_tls; then
    SCHEME=https
    ETCDCTL_CACERT=$CA
    ETCDCTL_CERT=$CERT
    ETCDCTL_KEY=$KEY
    export ETCDCTL_CACERT ETCDCTL_CERT ETCDCTL_KEY
    if [ -z "$CA" ]; then
      ETCDCTL_INSECURE_SKIP_TLS_VERIFY=true
      export ETCDCTL_INSECURE_SKIP_TLS_VERIFY
    fi
  fi
  if [ -n "$DB_PASSWORD" ]; then
    ETCDCTL_USER=${DB_USERNAME:-root}
    ETCDCTL_PASSWORD=$DB_PASSWORD
    export ETCDCTL_USER ETCDCTL_PASSWORD
  fi
}

etcd() {
  ETCDCTL_ENDPOINTS=$SCHEME://$(bracketed "$1"):$DB_PORT
  export ETCDCTL_ENDPOINTS
  shift
  limited "$SECONDS_EACH" etcdctl "$@"
}

client_ping() {
  etcd "$1" get cdk8s-kubestash --keys-only
}

# Each line of the statement is one command of etcdctl.
client_query() {
  each_line command_line
}

command_line() {
  etcd "$DB_HOST" "$@"
}

# What was asked for by name (`"Count" : 3`), or the value below the key.
client_value() {
  if [ -n "${FIELD:-}" ]; then
    json_value "$FIELD"
    return
  fi
  line=OK
  while [ "$line" = OK ]; do
    IFS= read -r line || return 1
  done
  last=$(trimmed "$STATEMENT")
  last=${last##*"
"}
  case $(trimmed "$last") in
    *--print-value-only* | *--count-only*) ;;
    get*) IFS= read -r line || return 1 ;;
  esac
  printf '%s' "$line"
}

client_reason() {
  case $1 in
    *'authentication failed'* | *'invalid auth token'* | *'user name is empty'* | *'user name not found'*) printf 'credentials' ;;
    *'permission denied'*) printf 'rights' ;;
    *'authentication handshake failed: tls:'* | *'malformed HTTP response'* | *'error reading server preface'*) printf 'certificate' ;;
    *x509:*) ;;
    *'context deadline exceeded'*) printf 'unreachable' ;;
  esac
}

sessions_none() {
  say 'etcd cannot end connections: clients that are connected stay so; only isolation ends them'
}

client_main "$@"
