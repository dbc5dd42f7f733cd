# shellcheck shell=sh
# What the clients of engines have in common that speak HTTP and have no other client. Sourced after common.sh by a script beside it,
# which defines client_prepare (with http_prepare), client_ping and, where a statement is no request, client_query.
#
# Uses curl, else openssl (TLS) or what can open a plain connection: bash, nc. Credentials stand in private files only.

SECONDS_EACH=30

# http_prepare HEADER: the name of the header where the password is a key and not that of a user; else empty.
http_prepare() {
  HTTP_KEY_HEADER=$1
  if has_tls; then SCHEME=https; else SCHEME=http; fi
}

# http HOST METHOD PATH FILE: leaves the answer in $DIR/body and prints its status. FILE holds the body, empty for none.
http() {
  : >"$DIR/body"
  if command -v curl >/dev/null 2>&1; then
    http_curl "$@"
  else
    http_raw "$@"
  fi
}

http_curl() {
  seconds=$(within "$SECONDS_EACH")
  {
    printf 'silent\nshow-error\nmax-time = %s\n' "$seconds"
    printf 'url = %s\nrequest = %s\n' "$(quoted "$SCHEME://$(bracketed "$1"):$DB_PORT$3")" "$(quoted "$2")"
    printf 'output = %s\nwrite-out = "%%{http_code}"\n' "$(quoted "$DIR/body")"
    if [ -n "$HTTP_KEY_HEADER" ]; then
      [ -z "$DB_PASSWORD" ] || printf 'header = %s\n' "$(quoted "$HTTP_KEY_HEADER: $DB_PASSWORD")"
    elif [ -n "$DB_PASSWORD" ]; then
      printf 'user = %s\n' "$(quoted "${DB_USERNAME:-}:$DB_PASSWORD")"
    fi
    if [ -n "$CA" ]; then printf 'cacert = %s\n' "$(quoted "$CA")"; elif has_tls; then printf 'insecure\n'; fi
    [ -z "$CERT" ] || printf 'cert = %s\nkey = %s\n' "$(quoted "$CERT")" "$(quoted "$KEY")"
    [ ! -s "$4" ] || printf 'header = "Content-Type: application/json"\ndata-binary = %s\n' "$(quoted "@$4")"
  } >"$DIR/curl"
  curl -K "$DIR/curl" || {
    status=$?
    [ "$status" -ne 28 ] || printf '%s %s s\n' "$KILLED" "$seconds" >&2
    return "$status"
  }
}

http_raw() {
  {
    printf '%s %s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n' "$2" "$3" "$(bracketed "$1"):$DB_PORT"
    if [ -n "$HTTP_KEY_HEADER" ]; then
      [ -z "$DB_PASSWORD" ] || printf '%s: %s\r\n' "$HTTP_KEY_HEADER" "$DB_PASSWORD"
    elif [ -n "$DB_PASSWORD" ]; then
      printf 'Authorization: Basic %s\r\n' "$(printf '%s:%s' "${DB_USERNAME:-}" "$DB_PASSWORD" | base64 | tr -d '\n')"
    fi
    [ ! -s "$4" ] || printf 'Content-Type: application/json\r\nContent-Length: %s\r\n' "$(wc -c <"$4" | tr -d ' ')"
    printf '\r\n'
    [ ! -s "$4" ] || cat "$4"
  } >"$DIR/request"
  http_send "$1" >"$DIR/answer" || return
  read -r version status rest <"$DIR/answer" || return
  case $version in
    HTTP/*) ;;
    *) return 1 ;;
  esac
  # The body begins after the first line that holds nothing but its end.
  sed '1,/^.\{0,1\}$/d' "$DIR/answer" >"$DIR/body"
  printf '%s' "$status"
}

http_send() {
  if has_tls; then
    command -v openssl >/dev/null 2>&1 || die 'this image has neither curl nor openssl: give the checks another image'
    set -- "$1" -quiet -ign_eof -connect "$(bracketed "$1"):$DB_PORT" -servername "$1"
    [ -z "$CA" ] || set -- "$@" -CAfile "$CA" -verify_return_error
    [ -z "$CERT" ] || set -- "$@" -cert "$CERT" -key "$KEY"
    shift
    limited "$SECONDS_EACH" openssl s_client "$@" <"$DIR/request" 2>"$DIR/openssl"
  elif command -v bash >/dev/null 2>&1; then
    # shellcheck disable=SC2016
    limited "$SECONDS_EACH" bash -c 'exec 3<>"/dev/tcp/$0/$1" && cat "$2" >&3 && cat <&3' "$1" "$DB_PORT" "$DIR/request"
  elif command -v nc >/dev/null 2>&1; then
    limited "$SECONDS_EACH" nc "$1" "$DB_PORT" <"$DIR/request"
  else
    die 'this image has neither curl, bash nor nc: give the checks another image'
  fi
}

# http_ok HOST METHOD PATH [FILE]: prints the body; fails where the answer is an error.
http_ok() {
  status=$(http "$1" "$2" "$3" "${4:-$DIR/none}") || {
    [ ! -s "$DIR/openssl" ] || cat "$DIR/openssl" >&2
    printf '%s %s did not answer\n' "$2" "$3" >&2
    return 1
  }
  case $status in
    2??) cat "$DIR/body" ;;
    *)
      printf 'status %s: ' "$status" >&2
      cat "$DIR/body" >&2
      return 1
      ;;
  esac
}

client_value() {
  json_value "${FIELD:-}"
}

# A statement is `METHOD /path`, the body on the lines below; GET where there is but a path.
http_statement() {
  line=${STATEMENT%%'
'*}
  : >"$DIR/statement"
  case $STATEMENT in
    *'
'*) printf '%s\n' "${STATEMENT#*'
'}" >"$DIR/statement" ;;
  esac
  case $line in
    /*) http_ok "$DB_HOST" GET "$line" "$DIR/statement" ;;
    *' /'*) http_ok "$DB_HOST" "${line%% *}" "${line#* }" "$DIR/statement" ;;
    *) die "a statement is METHOD /path, the body on the lines below, not: $line" ;;
  esac
}

client_query() {
  http_statement
}

client_reason() {
  case $1 in
    *'status 401: '*) printf 'credentials' ;;
    # Some say so of a wrong key, others of a user without the rights.
    *'status 403: '*) if [ -n "$HTTP_KEY_HEADER" ]; then printf 'credentials'; else printf 'rights'; fi ;;
    *'Operation timed out'* | *'onnection refused'* | *'Failed to connect to'* | *"Couldn't connect to server"*) printf 'unreachable' ;;
  esac
}

sessions_none() {
  say 'HTTP knows no sessions: nothing to end. Connections that clients keep alive stay open; only isolation ends them'
}
