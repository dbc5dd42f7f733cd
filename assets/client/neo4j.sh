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
  # Else Java takes statements for ASCII.
  LC_ALL=C.UTF-8
  SCHEME=bolt
  if has_tls; then
    SCHEME=bolt+ssc
    if [ -n "$CA" ]; then
      SCHEME=bolt+s
      # Java believes only what is in a store of its own kind. What is in it is public.
      keytool -importcert -noprompt -alias ca -file "$CA" -keystore "$DIR/trust.p12" -storetype PKCS12 -storepass changeit >/dev/null 2>&1 \
        || die 'keytool could not read the certificate of the authority'
      JAVA_OPTS="$JAVA_OPTS -Djavax.net.ssl.trustStore=$DIR/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit"
    fi
  fi
  export NEO4J_USERNAME NEO4J_PASSWORD JAVA_OPTS LC_ALL
}

# cypher HOST DATABASE, statements on standard input, as the client prints them: a line of names, then rows.
cypher() {
  limited "$SECONDS_EACH" cypher-shell --address "$SCHEME://$(bracketed "$1"):$DB_PORT" --database "$2" --format plain --non-interactive --fail-fast
}

# The database `system` knows administration only, so no plain Cypher is asked of it.
client_ping() {
  printf 'SHOW DATABASES YIELD name;\n' | cypher "$1" system
}

client_query() {
  # The database `system` returns nothing but what its own commands give.
  case ${DB_NAME:-} in
    system) end='SHOW CURRENT USER YIELD user' ;;
    *) end='RETURN 0' ;;
  esac
  # The last statement may have its semicolon or not, and a comment behind it.
  # shellcheck disable=SC2016
  printf '%s\n;\n%s AS `%s`;\n' "$(trimmed "$STATEMENT")" "$end" "$END" | cypher "$DB_HOST" "${DB_NAME:-neo4j}" >"$DIR/rows" || {
    cat "$DIR/rows"
    return 1
  }
  # Below the name of the end stands its row.
  rows=$(cat "$DIR/rows")
  case $rows in *"$END"*) rows=${rows%"$END"*}$END ;; esac
  printf '%s' "$rows" | to_end
}

# Below the names; texts stand between double quotes, columns are separated by a comma and a blank. A column without a name is called
# like its expression, which may be several lines of the statement.
client_value() {
  IFS= read -r names || return 1
  while IFS= read -r line || [ -n "$line" ] || return 1; do
    case $STATEMENT in
      *"$names
$line"*) names="$names
$line" ;;
      *) break ;;
    esac
  done
  case $line in
    \"*) printf '%s\n' "$line" | json_value '' ;;
    NULL | NULL,*) return 1 ;;
    *) printf '%s' "${line%%, *}" ;;
  esac
}

client_reason() {
  case $1 in
    *'due to authentication failure'* | *'Neo.ClientError.Security.Unauthorized'* | *'incorrect authentication details too many times'*) printf 'credentials' ;;
    *Forbidden* | *'ermission denied'* | *'has not been granted'*) printf 'rights' ;;
    *'PKIX'* | *SSLHandshake* | *'SSL/TLS'* | *'General SSLEngine'* | *'Failed to establish secured connection'* | *'encryption setting'*) printf 'certificate' ;;
    *'Unable to connect to'*) printf 'unreachable' ;;
  esac
}

# The connections of the server, `NUMBER ID USER ADDRESS` a line. Their numbers only grow. `WITH` and `WHERE` are not for this
# database, so they are chosen from here; what runs beside the server comes from its own address.
connections() {
  list=$(printf 'SHOW CURRENT USER YIELD roles;\nCALL dbms.listConnections() YIELD connectionId, username, clientAddress;\n' | cypher "$1" system) || {
    printf '%s\n' "$list"
    return 1
  }
  # Who is no administrator would see his own connections only. The Community Edition knows no roles.
  case $list in
    *NULL* | *'"admin"'*) ;;
    *)
      printf 'Forbidden: ending connections of others takes the role admin\n'
      return 1
      ;;
  esac
  printf '%s\n' "$list" | while IFS= read -r line; do
    case $line in
      \"*-[0-9]*\",*) ;;
      *) continue ;;
    esac
    id=${line#\"}
    id=${id%%\"*}
    rest=${line#*\", \"}
    printf '%s %s %s %s\n' "${id##*-}" "$id" "${rest%%\"*}" "$(address_in "$rest")"
  done
}

address_in() {
  address=${1%\"*}
  printf '%s' "${address##*\"}"
}

# Our own are the newest; they are gone when the next call looks.
sessions_mark() {
  connections "$1" >"$DIR/connections" || {
    cat "$DIR/connections"
    return 1
  }
  newest=0
  while read -r number id rest; do
    [ "$number" -le "$newest" ] || newest=$number
  done <"$DIR/connections"
  printf '%s\n' "$newest"
}

# older HOST MARK: connections of clients up to the mark.
older() {
  connections "$1" >"$DIR/connections" || {
    cat "$DIR/connections"
    return 1
  }
  while read -r number id user address; do
    [ "$number" -le "$2" ] || continue
    case $address in 127.0.0.1:* | '[0:0:0:0:0:0:0:1]:'* | '[::1]:'*) continue ;; esac
    printf '%s %s from %s\n' "$id" "$user" "$address"
  done <"$DIR/connections"
}

sessions_end() {
  older "$1" "$2" >"$DIR/old" || {
    cat "$DIR/old"
    return 1
  }
  [ -s "$DIR/old" ] || return 0
  while read -r id rest; do
    printf "CALL dbms.killConnection('%s');\n" "$id"
  done <"$DIR/old" >"$DIR/kill.cypher"
  cypher "$1" system <"$DIR/kill.cypher" >/dev/null || return
  older "$1" "$2"
}

sessions_later() {
  connections "$1" >"$DIR/connections" || return
  own=$(while read -r number id rest; do printf '%s\n' "$number"; done <"$DIR/connections" | highest)
  count=0
  while read -r number id rest; do
    # cypher-shell has two connections.
    if [ "$number" -gt "$2" ] && [ "$number" -lt $((own - 1)) ]; then count=$((count + 1)); fi
  done <"$DIR/connections"
  printf '%s\n' "$count"
}

highest() {
  most=0
  while read -r number; do
    [ "$number" -le "$most" ] || most=$number
  done
  printf '%s' "$most"
}

client_main "$@"
