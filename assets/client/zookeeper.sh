#!/bin/sh
# The client of ZooKeeper: zkCli.sh, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=60

client_prepare() {
  ZKCLI=$(first_of zkCli.sh "${ZOOKEEPER_HOME:-}/bin/zkCli.sh" /apache-zookeeper/bin/zkCli.sh /opt/zookeeper/bin/zkCli.sh) \
    || die 'this image has no zkCli.sh'
  CLIENT_JVMFLAGS='-Xmx96m'
  if [ -n "$DB_PASSWORD" ]; then
    {
      printf 'Client {\n  org.apache.zookeeper.server.auth.DigestLoginModule required\n'
      printf '  username=%s\n  password=%s;\n};\n' "$(quoted "${DB_USERNAME:-admin}")" "$(quoted "$DB_PASSWORD")"
    } >"$DIR/jaas.conf"
    CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Djava.security.auth.login.config=$DIR/jaas.conf"
  fi
  if has_tls; then
    CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Dzookeeper.client.secure=true -Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty"
    [ -z "$CA" ] || CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Dzookeeper.ssl.trustStore.location=$CA -Dzookeeper.ssl.trustStore.type=PEM"
    if [ -n "$CERT" ]; then
      # ZooKeeper reads keys in PKCS#8 only.
      { openssl pkcs8 -topk8 -nocrypt -in "$KEY" 2>/dev/null || cat "$KEY"; cat "$CERT"; } >"$DIR/client.pem"
      CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Dzookeeper.ssl.keyStore.location=$DIR/client.pem -Dzookeeper.ssl.keyStore.type=PEM"
    fi
  fi
  export CLIENT_JVMFLAGS
}

# zk HOST WORD...: one command.
zk() {
  host=$1
  shift
  limited "$SECONDS_EACH" "$ZKCLI" -timeout 15000 -server "$host:$DB_PORT" "$@"
}

client_ping() {
  reply=$(zk "$1" ls / 2>&1) || {
    printf '%s\n' "$reply"
    return 1
  }
  printf '%s\n' "$reply"
  is_fine "$reply"
}

# Some versions end with success whatever the server said.
is_fine() {
  case $1 in
    *KeeperErrorCode* | *'Command not found'* | *'Exception in thread'* | *'Node does not exist'* | *'Authentication is not valid'*) return 1 ;;
    *) return 0 ;;
  esac
}

# Each line of the statement is one command of zkCli.sh, its words separated by blanks.
client_query() {
  printf '%s\n' "$STATEMENT" >"$DIR/statement"
  set -f
  while IFS= read -r line <&3; do
    [ -n "$line" ] || continue
    # shellcheck disable=SC2086
    reply=$(zk "$DB_HOST" $line 2>&1) || {
      printf '%s\n' "$reply"
      return 1
    }
    printf '%s\n' "$reply"
    is_fine "$reply" || return 1
  done 3<"$DIR/statement"
}

client_refused() {
  case $1 in
    *AuthFailed* | *'Authentication is not valid'* | *'SASL authentication failed'*) return 0 ;;
    *) return 1 ;;
  esac
}

sessions_none() {
  say 'ZooKeeper has no command that ends a session of a client: those that stand go on; only isolation ends them'
}

client_main "$@"
