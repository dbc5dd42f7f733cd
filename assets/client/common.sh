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
  # shellcheck disable=SC2034 # read by http.sh and by engines
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

# Overridden by engines that need files of their own.
client_prepare() {
  :
}
