#!/bin/sh
# The client of Neo4j: cypher-shell, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=60

client_prepare() {
  command -v cypher-shell >/dev/null 2>&1 || die 'this image has no cypher-shell'
  NEO4J_USERNAME=${DB_USERNAME:-neo4j}
  NEO4J_PASSWORD=$DB_PASSWORD
  JAVA_OPTS='-Xmx96m'
  SCHEME=bolt
  if has_tls; then
    SCHEME=bolt+s
    if [ -n "$CA" ]; then
      # Java believes only what is in a store of its own kind. What is in it is public.
      keytool -importcert -noprompt -alias ca -file "$CA" -keystore "$DIR/trust.p12" -storetype PKCS12 -storepass changeit >/dev/null 2>&1 \
        || die 'keytool could not read the certificate of the authority'
      JAVA_OPTS="$JAVA_OPTS -Djavax.net.ssl.trustStore=$DIR/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit"
    fi
  fi
  export NEO4J_USERNAME NEO4J_PASSWORD JAVA_OPTS
}

# cypher HOST DATABASE, statements on standard input. Rows are printed bare, without the line of names.
cypher() {
  rows=$(limited "$SECONDS_EACH" cypher-shell --address "$SCHEME://$1:$DB_PORT" --database "$2" --format plain --non-interactive --fail-fast) || {
    printf '%s\n' "$rows"
    return 1
  }
  case $rows in
    *'
'*) printf '%s\n' "${rows#*'
'}" ;;
  esac
}

client_ping() {
  printf 'RETURN 1;\n' | cypher "$1" system
}

client_query() {
  # A statement ends with a semicolon, or cypher-shell waits for more.
  case $STATEMENT in
    *\;) text=$STATEMENT ;;
    *) text="$STATEMENT;" ;;
  esac
  printf '%s\n' "$text" | limited "$TIMEOUT" cypher-shell --address "$SCHEME://$DB_HOST:$DB_PORT" --database "${DB_NAME:-neo4j}" \
    --format plain --non-interactive --fail-fast
}

client_refused() {
  case $1 in
    *'due to authentication failure'* | *'Unauthorized'*) return 0 ;;
    *) return 1 ;;
  esac
}

OLD="CALL dbms.listConnections() YIELD connectionId, connectTime, connector, username, clientAddress
  WITH * WHERE NOT clientAddress STARTS WITH '127.0.0.1:' AND datetime(connectTime)"

sessions_mark() {
  time=$(printf 'RETURN toString(datetime.realtime());\n' | cypher "$1" system) || return
  printf '%s\n' "$time" | unquoted
}

sessions_end() {
  ids=$(printf "%s < datetime('%s') RETURN connectionId;\\n" "$OLD" "$2" | cypher "$1" system) || return
  for id in $(printf '%s\n' "$ids" | unquoted); do
    printf "CALL dbms.killConnection('%s');\\n" "$id"
  done >"$DIR/kill.cypher"
  [ ! -s "$DIR/kill.cypher" ] || cypher "$1" system <"$DIR/kill.cypher" >/dev/null 2>&1 || :
  printf "%s < datetime('%s') RETURN connectionId + ' ' + username + ' from ' + clientAddress + ' since ' + connectTime;\\n" "$OLD" "$2" \
    | cypher "$1" system
}

sessions_later() {
  # Our own is one of them.
  printf "%s >= datetime('%s') RETURN CASE WHEN count(*) > 0 THEN count(*) - 1 ELSE 0 END;\\n" "$OLD" "$2" | cypher "$1" system
}

# Strings come in double quotes.
unquoted() {
  while IFS= read -r line; do
    line=${line#\"}
    printf '%s\n' "${line%\"}"
  done
}

client_main "$@"
