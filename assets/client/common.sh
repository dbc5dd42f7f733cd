# shellcheck shell=sh
# What the clients of all engines have in common. Sourced by a script beside it, which defines
#
#   client_ping HOST            runs the cheapest statement, in a database that is always there
#   client_query                runs $STATEMENT at $DB_HOST in $DB_NAME, prints its result, fails if any of it fails or is not executed
#   client_value                prints the first value of a result on standard input, fails if there is none
#   client_reason TEXT          what TEXT of the client means, see reason.sh
#   sessions_mark HOST          prints a mark by which later sessions are told from those that stand
#   sessions_end HOST MARK      ends sessions older than the mark; prints those that are still there, one a line
#   sessions_later HOST MARK    prints how many sessions are younger
#
# and then says `client_main "$@"`. An engine without sessions that can be ended defines `sessions_none`, which prints why.
# OVER names a file whose existence says that the run found nothing to do; then nothing is done here either.
# Needs nothing but a POSIX shell, cat, chmod, date, mkdir, mktemp, rm and sleep beside the engine's own client.

# shellcheck source=expect.sh
. "$(dirname "$0")/expect.sh"
# shellcheck source=reason.sh
. "$(dirname "$0")/reason.sh"
# shellcheck source=sessions.sh
. "$(dirname "$0")/sessions.sh"

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

# within SECONDS: so many, but no more than are left of our own. The slowest clients need some to begin.
within() {
  remaining=$((DEADLINE - $(now)))
  [ "$remaining" -ge 5 ] || remaining=5
  [ "$1" -le "$remaining" ] || set -- "$remaining"
  printf '%s' "$1"
}

# limited SECONDS COMMAND...: runs a command for at most so long, and says so if that was not enough.
limited() {
  seconds=$(within "$1")
  shift
  over=$(($(now) + seconds))
  status=0
  if command -v timeout >/dev/null 2>&1; then
    timeout "$seconds" "$@" || status=$?
  else
    watched "$@" || status=$?
  fi
  # 124 is what timeout says, 143 is busybox's, which passes on how the command was ended.
  case $status in
    124 | 137 | 143) [ "$(now)" -lt "$over" ] || printf '%s %s s\n' "$KILLED" "$seconds" >&2 ;;
  esac
  return "$status"
}

# How `limited` says that it ended a command.
KILLED='no answer within'

# Runs a command until it ends or `seconds` are over, where the image has no timeout.
watched() {
  # The command's standard input is ours, although it runs in the background.
  "$@" <&3 3<&- &
  watched=$!
  (
    sleep "$seconds"
    kill "$watched"
  ) >/dev/null 2>&1 3<&- &
  watch=$!
  status=0
  wait "$watched" || status=$?
  kill "$watch" 2>/dev/null || :
  return "$status"
} 3<&0

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

# Says why TLS is about to fail with a client that has no word for trusting anybody.
needs_authority() {
  warn "this $1 trusts no server whose authority it does not know: give it the authority, as ca.crt"
}

# A host as part of an address: IPv6 stands in brackets.
bracketed() {
  case $1 in
    *:*) printf '[%s]' "$1" ;;
    *) printf '%s' "$1" ;;
  esac
}

# Runs FUNCTION WORD... for each line of the statement, whose words are separated by blanks, and quoted as in a shell.
each_line() {
  printf '%s\n' "$STATEMENT" >"$DIR/lines"
  while IFS= read -r line <&4; do
    line=$(trimmed "$line")
    [ -n "$line" ] || continue
    with_words "$1" "$line" || return
  done 4<"$DIR/lines"
}

# with_words COMMAND LINE: calls it with the words of a line. Nothing in a line is expanded.
with_words() {
  rest=$2
  set -- "$1"
  word=''
  began=''
  while [ -n "$rest" ]; do
    case $rest in
      ' '* | '	'*)
        rest=${rest#?}
        [ -z "$began" ] || set -- "$@" "$word"
        word=''
        began=''
        continue
        ;;
      "'"*"'"*)
        rest=${rest#?}
        plain=${rest%%"'"*}
        rest=${rest#"$plain"?}
        ;;
      '"'*)
        rest=${rest#?}
        in_quotes || return
        ;;
      "'"*) unbalanced || return ;;
      *)
        plain=${rest%%[\ \"\'	]*}
        rest=${rest#"$plain"}
        ;;
    esac
    word=$word$plain
    began=true
  done
  [ -z "$began" ] || set -- "$@" "$word"
  "$@"
}

# Takes what stands before the next quote from the beginning of `rest`, and the quote; sets `plain` to it. A backslash stands before
# quotes and backslashes, before anything else for itself.
in_quotes() {
  plain=''
  while :; do
    part=${rest%%[\"\\]*}
    plain=$plain$part
    rest=${rest#"$part"}
    case $rest in
      '"'*)
        rest=${rest#?}
        return 0
        ;;
      \\\"*)
        plain=$plain\"
        rest=${rest#??}
        ;;
      \\\\*)
        plain=$plain\\
        rest=${rest#??}
        ;;
      \\*)
        plain=$plain\\
        rest=${rest#?}
        ;;
      *) unbalanced || return ;;
    esac
  done
}

unbalanced() {
  printf 'a quote is not closed\n' >&2
  return 1
}

# The value of the member of this name that comes first in a JSON text on standard input, however deep it lies; without a name the
# first value of all, and the first line of what is no JSON.
json_value() {
  text=$(trimmed "$(cat)")
  if [ -n "${1:-}" ]; then
    case $text in
      *"\"$1\""*:*) text=$(trimmed "${text#*"\"$1\""}") ;;
      *) return 1 ;;
    esac
    case $text in
      :*) text=$(trimmed "${text#:}") ;;
      *) return 1 ;;
    esac
  fi
  while :; do
    case $text in
      '['* | [[:space:]]*) text=${text#?} ;;
      '{'*:*) text=${text#*:} ;;
      *) break ;;
    esac
  done
  case $text in
    \"*)
      text=${text#\"}
      value=''
      while :; do
        value=$value${text%%[\"\\]*}
        text=${text#"${text%%[\"\\]*}"}
        case $text in
          \\u[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]*)
            unit
            # Two of these make a character beyond the first 65536.
            case $text in \\u[Dd][C-Fc-f]*) if [ "$((unit >> 10))" -eq 54 ]; then
              first=$unit
              unit
              unit=$((65536 + ((first - 55296) << 10) + unit - 56320))
            fi ;; esac
            value=$value$(utf8 "$unit")
            ;;
          \\[\"/]*)
            text=${text#?}
            value=$value${text%"${text#?}"}
            text=${text#?}
            ;;
          \\?*)
            rest=${text#??}
            value=$value${text%"$rest"}
            text=$rest
            ;;
          *) break ;;
        esac
      done
      printf '%b' "$value"
      ;;
    null | null[!a-z]* | '' | ']'* | '}'* | '{'*) return 1 ;;
    *)
      value=${text%%[],\}
]*}
      printf '%s' "$(trimmed "$value")"
      ;;
  esac
}

# Takes `\uXXXX` from the beginning of `text`; sets `unit` to its number.
unit() {
  text=${text#??}
  unit=$((0x${text%"${text#????}"}))
  text=${text#????}
}

# A character by its number, in UTF-8, as `printf %b` takes it.
utf8() {
  if [ "$1" -lt 128 ]; then
    printf '\\0%03o' "$1"
  elif [ "$1" -lt 2048 ]; then
    printf '\\0%03o' $((192 | $1 >> 6)) $((128 | $1 & 63))
  elif [ "$1" -lt 65536 ]; then
    printf '\\0%03o' $((224 | $1 >> 12)) $((128 | $1 >> 6 & 63)) $((128 | $1 & 63))
  else
    printf '\\0%03o' $((240 | $1 >> 18)) $((128 | $1 >> 12 & 63)) $((128 | $1 >> 6 & 63)) $((128 | $1 & 63))
  fi
}

# A text without blanks and line ends around it.
trimmed() {
  text=$1
  while :; do
    case $text in
      [[:space:]]*) text=${text#?} ;;
      *[[:space:]]) text=${text%?} ;;
      *) break ;;
    esac
  done
  printf '%s' "$text"
}

ping() {
  until answer=$(client_ping "$DB_HOST" 2>&1); do
    why=$(reason "$answer")
    give_up "$why" "$DB_HOST" "$answer"
    if [ "$(now)" -ge "$DEADLINE" ]; then
      case $why in
        unreachable) die "$DB_HOST:$DB_PORT did not answer within ${TIMEOUT} s: $answer" ;;
        *) die "$DB_HOST:$DB_PORT did not answer within ${TIMEOUT} s but with an error: $answer" ;;
      esac
    fi
    sleep "$PAUSE"
  done
  say "$DB_HOST:$DB_PORT answers"
}

query_once() {
  DEADLINE=$(($(now) + TIMEOUT))
  failed=''
  client_query >"$DIR/result" 2>"$DIR/said" || failed=true
  said=$(cat "$DIR/said")
}

was_killed() {
  case $said in
    *"$KILLED"*) return 0 ;;
    *) return 1 ;;
  esac
}

nobody_was_ready() {
  [ "$(reason "$said")" = unreachable ] || ! client_ping "$DB_HOST" >/dev/null 2>&1
}

query() {
  [ -n "$(trimmed "${STATEMENT:-}")" ] || misuse 'STATEMENT is missing'
  problem=$(expectation_known) || misuse "$problem"
  # What a client prints when it has come to the end of the statement.
  END=end-of-statement-${DIR##*.}
  # shellcheck disable=SC2034 # read by engines
  SECONDS_EACH=$TIMEOUT
  query_once
  if [ -n "$failed" ] && ! was_killed && nobody_was_ready; then
    ping
    query_once
  fi
  cat "$DIR/result"
  [ -z "$said" ] || redacted "$said" >&2
  if [ -n "$failed" ]; then
    ! was_killed || die "the statement did not end within $TIMEOUT s at $DB_HOST:$DB_PORT"
    give_up "$(reason "$said")" "$DB_HOST" "$said"
    die "the statement failed at $DB_HOST:$DB_PORT"
  fi
  expects || return 0
  if value=$(client_value <"$DIR/result"); then
    set -- "$value"
  else
    set --
  fi
  verdict=$(judge "the statement at $DB_HOST:$DB_PORT" "$@") || die "$verdict"
  say "$verdict"
}

# The first line of a result is its first value, unless an engine knows better.
client_value() {
  IFS= read -r line || [ -n "$line" ] || return 1
  printf '%s' "$line"
}

# Prints what is on standard input but for the last line, END; fails if that is not there.
to_end() {
  text=$(cat)
  case $text in
    *"$END")
      printf '%s' "${text%"$END"}"
      ;;
    *)
      [ -z "$text" ] || printf '%s\n' "$text"
      printf 'not all of the statement was executed\n' >&2
      return 1
      ;;
  esac
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
