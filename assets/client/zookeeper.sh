#!/bin/sh
# The client of ZooKeeper: zkCli.sh, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=60

client_prepare() {
  ZKCLI=$(first_of zkCli.sh "${ZOOKEEPER_HOME:-}/bin/zkCli.sh" /apache-zookeeper/bin/zkCli.sh /opt/zookeeper/bin/zkCli.sh) \
    || die 'this image has no zkCli.sh'
  # Java's FIPS mode, which newer clients turn on, forbids the only way to log in with a password.
  CLIENT_JVMFLAGS='-Xmx96m -Dzookeeper.fips-mode=false'
  if [ -n "$DB_PASSWORD" ]; then
    {
      printf 'Client {\n  org.apache.zookeeper.server.auth.DigestLoginModule required\n'
      printf '  username=%s\n  password=%s;\n};\n' "$(quoted "${DB_USERNAME:-admin}")" "$(quoted "$DB_PASSWORD")"
    } >"$DIR/jaas.conf"
    # Else Java puts properties of its own in the place of ${NAME}, and stops where it has none.
    printf 'policy.expandProperties=false\n' >"$DIR/java.security"
    CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Djava.security.auth.login.config=$DIR/jaas.conf -Djava.security.properties=$DIR/java.security"
  fi
  if has_tls; then
    CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Dzookeeper.client.secure=true -Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty"
    if [ -n "$CA" ]; then
      CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Dzookeeper.ssl.trustStore.location=$CA -Dzookeeper.ssl.trustStore.type=PEM"
    else
      needs_authority zkCli.sh
    fi
    if [ -n "$CERT" ]; then
      # ZooKeeper reads keys in PKCS#8 only.
      { openssl pkcs8 -topk8 -nocrypt -in "$KEY" 2>/dev/null || cat "$KEY"; cat "$CERT"; } >"$DIR/client.pem"
      CLIENT_JVMFLAGS="$CLIENT_JVMFLAGS -Dzookeeper.ssl.keyStore.location=$DIR/client.pem -Dzookeeper.ssl.keyStore.type=PEM"
    fi
  fi
  # Else Java takes words for ASCII.
  LC_ALL=C.UTF-8
  export CLIENT_JVMFLAGS LC_ALL
}

# zk HOST WORD...: one command.
zk() {
  host=$1
  shift
  limited "$SECONDS_EACH" "$ZKCLI" -timeout 15000 -server "$(bracketed "$host"):$DB_PORT" "$@"
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

# Each line of the statement is one command of zkCli.sh.
client_query() {
  each_line command_line
}

command_line() {
  reply=$(zk "$DB_HOST" "$@" 2>&1) || {
    printf '%s\n' "$reply" >&2
    return 1
  }
  if is_fine "$reply"; then
    printf '%s\n' "$reply" | without_noise
  else
    printf '%s\n' "$reply" >&2
    return 1
  fi
}

# What the client tells about itself is no result. It tells of events when they come, each on a new line, be it in the middle of one
# that it prints: the rest of that follows.
without_noise() {
  part=''
  cut=''
  before=''
  while IFS= read -r line; do
    case $line in
      WATCHER:: | 'WatchedEvent '*) cut=$part ;;
      '') [ "$before" = WATCHER:: ] || ended ;;
      'Connecting to '* | [0-9][0-9][0-9][0-9]-[0-9][0-9]-*' [myid:'* | SLF4J* | log4j:*) ;;
      *)
        [ -n "$cut" ] || ended
        part=$part$line
        cut=''
        ;;
    esac
    before=$line
  done
  ended
}

ended() {
  [ -z "$part" ] || printf '%s\n' "$part"
  part=''
  cut=''
}

# What was asked for by name (`numChildren = 3`), or the first line that tells more than that something was made.
client_value() {
  while IFS= read -r line; do
    case ${FIELD:-}/$line in
      '/Created '*) continue ;;
      /*) ;;
      "$FIELD/$FIELD = "*) line=${line#"$FIELD = "} ;;
      *) continue ;;
    esac
    printf '%s' "$line"
    return 0
  done
  return 1
}

client_reason() {
  case $1 in
    *AuthFailed* | *AUTH_FAILED* | *'SASL authentication failed'* | *'SASL error'*) printf 'credentials' ;;
    *NoAuth* | *'Authentication is not valid'* | *'Insufficient permission'*) printf 'rights' ;;
    *SSLHandshakeException* | *'unable to find valid certification path'*) printf 'certificate' ;;
    *ConnectionLoss* | *'Unable to connect'* | *'UnknownHost'*) printf 'unreachable' ;;
  esac
}

sessions_none() {
  say 'ZooKeeper has no command that ends a session of a client: those that stand go on; only isolation ends them'
}

client_main "$@"
