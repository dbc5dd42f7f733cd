# shellcheck shell=sh
# What the clients of all engines have in common. Sourced by a script beside it, which defines
#
#   client_ping HOST            runs the cheapest statement
#   client_query                runs $STATEMENT at $DB_HOST, prints its result, fails if it fails
#   client_refused TEXT         whether TEXT says that the credentials are wrong
#   sessions_mark HOST          prints a mark by which later sessions are told from those that stand
#   sessions_end HOST MARK      ends sessions older than the mark; prints those that are still there, one a line
#   sessions_later HOST MARK    prints how many sessions are younger
#
# and then says `client_main "$@"`. An engine without sessions that can be ended defines `sessions_none`, which prints why.
# OVER names a file whose existence says that the run found nothing to do; then nothing is done here either.
# Needs nothing but a POSIX shell, cat, chmod, date, mkdir, mktemp, rm and sleep beside the engine's own client.

say() {
  printf '%s\n' "$*"
}

warn() {
  printf 'warning: %s\n' "$*" >&2
}

# Says what is wrong, without the password, and ends the script.
die() {
  redacted "error: $*" >&2
  exit 1
}

misuse() {
  printf 'error: %s\n' "$*" >&2
  exit 2
}

# Prints a text without the password, should a client have repeated it.
redacted() {
  rest=$1
  clean=''
  if [ "${#DB_PASSWORD}" -ge 4 ]; then
    while :; do
      case $rest in
        *"$DB_PASSWORD"*)
          clean=$clean${rest%%"$DB_PASSWORD"*}'***'
          rest=${rest#*"$DB_PASSWORD"}
          ;;
        *) break ;;
      esac
    done
  fi
  printf '%s\n' "$clean$rest"
}

now() {
  date +%s
}

# The first of some commands that the image has.
first_of() {
  for candidate in "$@"; do
    if command -v "$candidate" >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# How many seconds each call of the client may take from now on.
allow() {
  SECONDS_EACH=$1
}

# Runs a command for at most so many seconds, where the image has the means.
limited() {
  seconds=$1
  shift
  if command -v timeout >/dev/null 2>&1; then
    timeout "$seconds" "$@"
  else
    "$@"
  fi
}

# A text with every occurrence of one character replaced.
replaced() {
  rest=$1
  out=''
  while :; do
    case $rest in
      *"$2"*)
        out=$out${rest%%"$2"*}$3
        rest=${rest#*"$2"}
        ;;
      *) break ;;
    esac
  done
  printf '%s' "$out$rest"
}

# A text between double quotes, backslashes and quotes escaped: what my.cnf, curl's and JavaScript's strings have in common.
quoted() {
  escaped=$(replaced "$1" "\\" "\\\\")
  printf '"%s"' "$(replaced "$escaped" '"' '\"')"
}

# A text as a JSON string.
json_string() {
  text=$(replaced "$1" "\\" "\\\\")
  text=$(replaced "$text" '"' '\"')
  text=$(replaced "$text" "$(printf '\t')" '\t')
  text=$(replaced "$text" "$(printf '\r')" '\r')
  text=$(replaced "$text" '
' '\n')
  printf '"%s"' "$text"
}

# Private files: credentials and certificates never appear in arguments.
prepare() {
  umask 077
  DIR=$(mktemp -d "${TMPDIR:-/tmp}/client.XXXXXX")
  trap 'rm -rf "$DIR"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  HOME=$DIR
  export HOME
  CA=''
  CERT=''
  KEY=''
  if [ -n "${DB_CA_PEM:-}" ]; then
    CA=$DIR/ca.pem
    printf '%s\n' "$DB_CA_PEM" >"$CA"
  fi
  if [ -n "${DB_CERT_PEM:-}" ] && [ -n "${DB_KEY_PEM:-}" ]; then
    CERT=$DIR/cert.pem
    KEY=$DIR/key.pem
    printf '%s\n' "$DB_CERT_PEM" >"$CERT"
    printf '%s\n' "$DB_KEY_PEM" >"$KEY"
  fi
  # What clients need no more: children do not inherit it.
  unset DB_CA_PEM DB_CERT_PEM DB_KEY_PEM
}

has_tls() {
  [ "${DB_TLS:-}" = true ]
}

ping() {
  until answer=$(client_ping "$DB_HOST" 2>&1); do
    if client_refused "$answer"; then
      die "$DB_HOST:$DB_PORT refuses the credentials of $(who): $answer"
    fi
    if [ "$(now)" -ge "$DEADLINE" ]; then
      die "$DB_HOST:$DB_PORT did not answer within ${TIMEOUT} s: $answer"
    fi
    sleep "$PAUSE"
  done
  say "$DB_HOST:$DB_PORT answers"
}

who() {
  if [ -n "${DB_USERNAME:-}" ]; then
    printf 'user %s' "$DB_USERNAME"
  else
    printf 'the Secret'
  fi
}

query() {
  [ -n "${STATEMENT:-}" ] || misuse 'STATEMENT is missing'
  if ! client_query; then
    die "the statement failed at $DB_HOST:$DB_PORT"
  fi
}

disconnect() {
  if command -v sessions_none >/dev/null 2>&1; then
    sessions_none
    return 0
  fi
  unreachable_until=$(($(now) + ${UNREACHABLE:-60}))
  while :; do
    visit_members
    if [ -z "$left" ] && [ -z "$silent" ]; then
      break
    fi
    if [ -z "$left" ] && { [ "$(now)" -ge "$unreachable_until" ] || [ "$(now)" -ge "$DEADLINE" ]; }; then
      for member in $silent; do
        warn "$member does not answer, so nobody is connected there as far as can be seen: $(redacted "$(cat "$DIR/said")")"
      done
      break
    fi
    if [ "$(now)" -ge "$DEADLINE" ]; then
      redacted "$left" >&2
      die "these sessions are still there after ${TIMEOUT} s"
    fi
    sleep "$PAUSE"
  done
  count_later
  say 'no session is left that began before'
}

# One round: sets `left`, the sessions that are still there, and `silent`, the members that do not answer.
visit_members() {
  left=''
  silent=''
  for member in $MEMBERS; do
    [ ! -e "$DIR/done.$member" ] || continue
    if [ ! -s "$DIR/mark.$member" ]; then
      if answer=$(sessions_mark "$member" 2>"$DIR/said") && [ -n "$answer" ]; then
        printf '%s' "$answer" >"$DIR/mark.$member"
      else
        answer=$answer$(cat "$DIR/said")
        if client_refused "$answer"; then
          die "$member:$DB_PORT refuses the credentials of $(who): $answer"
        fi
        silent="$silent $member"
        continue
      fi
    fi
    if ! answer=$(sessions_end "$member" "$(cat "$DIR/mark.$member")" 2>"$DIR/said"); then
      # Is it gone, or does it answer and only refuse this?
      said=$answer$(cat "$DIR/said")
      if sessions_mark "$member" >/dev/null 2>&1; then
        left="$left$member does not let sessions be ended: $said
"
      else
        silent="$silent $member"
      fi
    elif [ -z "$answer" ]; then
      : >"$DIR/done.$member"
    else
      left="$left$member: $answer
"
    fi
  done
}

# Sessions that began after the mark came round the client Service: they are counted, not waited for.
count_later() {
  for member in $MEMBERS; do
    [ -e "$DIR/done.$member" ] || continue
    later=$(sessions_later "$member" "$(cat "$DIR/mark.$member")" 2>/dev/null) || later=''
    case $later in
      '' | 0 | *[!0-9]*) ;;
      *) warn "$member: $later sessions began since then: they come round the client Service (the operator's own may be among them)" ;;
    esac
  done
}

client_main() {
  case ${1:-} in
    ping | query | disconnect) ;;
    *) misuse "usage: $0 ping|query|disconnect" ;;
  esac
  if [ -n "${OVER:-}" ] && [ -e "$OVER" ]; then
    say "nothing to do: $(cat "$OVER")"
    return 0
  fi
  [ -n "${DB_HOST:-}" ] || misuse 'DB_HOST is missing'
  [ -n "${DB_PORT:-}" ] || misuse 'DB_PORT is missing'
  DB_PASSWORD=${DB_PASSWORD:-}
  TIMEOUT=${TIMEOUT:-300}
  PAUSE=${PAUSE:-2}
  case $TIMEOUT in *[!0-9]*) misuse 'TIMEOUT is not a number of seconds' ;; esac
  DEADLINE=$(($(now) + TIMEOUT))
  # Hosts on which clients may have sessions; one address stands for all where nobody says more.
  MEMBERS=${DB_MEMBERS:-$DB_HOST}
  prepare
  client_prepare
  "$1"
}

# --- HTTP, for engines that have no other client ---
#
# Uses curl, else openssl (TLS) or what can open a plain connection: bash, nc. Credentials stand in private files only.

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
  {
    printf 'silent\nshow-error\nmax-time = %s\n' "${SECONDS_EACH:-30}"
    printf 'url = %s\nrequest = %s\n' "$(quoted "$SCHEME://$1:$DB_PORT$3")" "$(quoted "$2")"
    printf 'output = %s\nwrite-out = "%%{http_code}"\n' "$(quoted "$DIR/body")"
    if [ -n "$HTTP_KEY_HEADER" ]; then
      [ -z "$DB_PASSWORD" ] || printf 'header = %s\n' "$(quoted "$HTTP_KEY_HEADER: $DB_PASSWORD")"
    elif [ -n "$DB_PASSWORD" ]; then
      printf 'user = %s\n' "$(quoted "${DB_USERNAME:-}:$DB_PASSWORD")"
    fi
    [ -z "$CA" ] || printf 'cacert = %s\n' "$(quoted "$CA")"
    [ -z "$CERT" ] || printf 'cert = %s\nkey = %s\n' "$(quoted "$CERT")" "$(quoted "$KEY")"
    [ ! -s "$4" ] || printf 'header = "Content-Type: application/json"\ndata-binary = %s\n' "$(quoted "@$4")"
  } >"$DIR/curl"
  curl -K "$DIR/curl"
}

http_raw() {
  {
    printf '%s %s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n' "$2" "$3" "$1:$DB_PORT"
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
    set -- "$1" -quiet -ign_eof -connect "$1:$DB_PORT" -servername "$1"
    [ -z "$CA" ] || set -- "$@" -CAfile "$CA" -verify_return_error
    [ -z "$CERT" ] || set -- "$@" -cert "$CERT" -key "$KEY"
    shift
    limited "${SECONDS_EACH:-30}" openssl s_client "$@" <"$DIR/request" 2>"$DIR/openssl"
  elif command -v bash >/dev/null 2>&1; then
    # shellcheck disable=SC2016
    limited "${SECONDS_EACH:-30}" bash -c 'exec 3<>"/dev/tcp/$0/$1" && cat "$2" >&3 && cat <&3' "$1" "$DB_PORT" "$DIR/request"
  elif command -v nc >/dev/null 2>&1; then
    limited "${SECONDS_EACH:-30}" nc "$1" "$DB_PORT" <"$DIR/request"
  else
    die 'this image has neither curl, bash nor nc: give the checks another image'
  fi
}

# http_ok HOST METHOD PATH [FILE]: prints the body; fails where the answer is an error.
http_ok() {
  status=$(http "$1" "$2" "$3" "${4:-$DIR/none}") || {
    printf '%s %s did not answer\n' "$2" "$3"
    return 1
  }
  case $status in
    2??)
      cat "$DIR/body"
      ;;
    *)
      printf 'status %s: ' "$status"
      cat "$DIR/body"
      return 1
      ;;
  esac
}

http_refused() {
  case $1 in
    *'status 401: '* | *'status 403: '*) return 0 ;;
    *) return 1 ;;
  esac
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

# Overridden by engines that need files of their own.
client_prepare() {
  :
}
