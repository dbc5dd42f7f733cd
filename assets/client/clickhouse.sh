#!/bin/sh
# The client of ClickHouse: clickhouse-client, as its images have it.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=30

# A text between the tags of XML.
xml() {
  text=$(replaced "$1" '&' '&amp;')
  text=$(replaced "$text" '<' '&lt;')
  replaced "$text" '>' '&gt;'
}

client_prepare() {
  command -v clickhouse-client >/dev/null 2>&1 || die 'this image has no clickhouse-client'
  {
    printf '<config>\n<port>%s</port>\n' "$DB_PORT"
    printf '<user>%s</user>\n<password>%s</password>\n' "$(xml "${DB_USERNAME:-default}")" "$(xml "$DB_PASSWORD")"
    if has_tls; then
      printf '<secure>1</secure>\n<openSSL><client>\n<loadDefaultCAFile>false</loadDefaultCAFile>\n'
      if [ -n "$CA" ]; then
        printf '<caConfig>%s</caConfig>\n<verificationMode>strict</verificationMode>\n' "$CA"
        printf '<invalidCertificateHandler><name>RejectCertificateHandler</name></invalidCertificateHandler>\n'
      else
        printf '<verificationMode>none</verificationMode>\n'
        printf '<invalidCertificateHandler><name>AcceptCertificateHandler</name></invalidCertificateHandler>\n'
      fi
      [ -z "$CERT" ] || printf '<certificateFile>%s</certificateFile>\n<privateKeyFile>%s</privateKeyFile>\n' "$CERT" "$KEY"
      printf '</client></openSSL>\n'
    fi
    printf '</config>\n'
  } >"$DIR/client.xml"
}

# clickhouse-client HOST [OPTION...], statements on standard input.
sql() {
  host=$1
  shift
  limited "$SECONDS_EACH" clickhouse-client --config-file "$DIR/client.xml" --host "$host" --multiquery --connect_timeout 10 "$@"
}

client_ping() {
  printf 'SELECT 1;\n' | sql "$1"
}

client_query() {
  # Words that end the client instead of being a statement.
  case $(trimmed "${STATEMENT%;}") in
    [Ee][Xx][Ii][Tt] | [Qq][Uu][Ii][Tt] | [Ll][Oo][Gg][Oo][Uu][Tt] | q | Q | ':q' | '\q')
      printf 'not all of the statement was executed\n' >&2
      return 1
      ;;
  esac
  printf '%s\n' "$STATEMENT" | sql "$DB_HOST" --database "${DB_NAME:-default}"
}

# Columns are separated by tabs; NULL is \N; line ends, tabs, backslashes and single quotes in texts are escaped.
client_value() {
  IFS= read -r line || [ -n "$line" ] || return 1
  line=${line%%"$(printf '\t')"*}
  case $line in \\N) return 1 ;; esac
  printf '%b' "$(replaced "$line" "\\'" "'")"
}

client_reason() {
  case $1 in
    *AUTHENTICATION_FAILED* | *'Authentication failed'* | *UNKNOWN_USER*) printf 'credentials' ;;
    *ACCESS_DENIED* | *'Not enough privileges'*) printf 'rights' ;;
    *SSL_ERROR* | *'SSL Exception'*) printf 'certificate' ;;
    *'(NETWORK_ERROR)'* | *DNS_ERROR* | *'Timeout: connect timed out'*) printf 'unreachable' ;;
  esac
}

# ClickHouse keeps queries, not sessions: what can be ended are those that began before. Parts of a distributed query end
# with the query. Connections that are idle stay open.
OLD="is_initial_query AND query_id <> queryID() AND now64(6) - toIntervalMicrosecond(toInt64(elapsed * 1000000)) < toDateTime64"

sessions_mark() {
  printf 'SELECT toString(now64(6));\n' | sql "$1"
}

sessions_end() {
  printf "KILL QUERY WHERE %s('%s', 6) ASYNC FORMAT Null;
SELECT concat('query ', query_id, ' of ', user, ' from ', toString(address)) FROM system.processes WHERE %s('%s', 6) FORMAT TSVRaw;\\n" \
    "$OLD" "$2" "$OLD" "$2" | sql "$1"
}

sessions_later() {
  printf "SELECT count() FROM system.processes WHERE is_initial_query AND query_id <> queryID() AND NOT (%s('%s', 6));\\n" "$OLD" "$2" | sql "$1"
}

client_main "$@"
