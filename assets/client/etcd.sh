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
  fi
  if [ -n "$DB_PASSWORD" ]; then
    ETCDCTL_USER=${DB_USERNAME:-root}
    ETCDCTL_PASSWORD=$DB_PASSWORD
    export ETCDCTL_USER ETCDCTL_PASSWORD
  fi
}

etcd() {
  ETCDCTL_ENDPOINTS=$SCHEME://$1:$DB_PORT
  export ETCDCTL_ENDPOINTS
  shift
  limited "$SECONDS_EACH" etcdctl "$@"
}

client_ping() {
  etcd "$1" get cdk8s-kubestash --keys-only
}

# Each line of the statement is one command of etcdctl, its words separated by blanks.
client_query() {
  SECONDS_EACH=$TIMEOUT
  printf '%s\n' "$STATEMENT" >"$DIR/statement"
  set -f
  while IFS= read -r line <&3; do
    [ -n "$line" ] || continue
    # shellcheck disable=SC2086
    etcd "$DB_HOST" $line || return 1
  done 3<"$DIR/statement"
}

client_refused() {
  case $1 in
    *'authentication failed'* | *'invalid auth token'* | *'permission denied'*) return 0 ;;
    *) return 1 ;;
  esac
}

sessions_none() {
  say 'etcd cannot end connections: clients that are connected stay so; only isolation ends them'
}

client_main "$@"
