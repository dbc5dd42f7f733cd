# shellcheck shell=sh
# The ground floor: exit codes, time, log lines, naps.

# Exit codes (docs/protocol.md).
DONE=0
FAILED=1
MISUSED=2
REFUSED=3
TIMED_OUT=4
REPLACED=5
STOPPED=143

seconds() { date +%s; }
utc() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# log TEXT… — one line for a person on call. Standard output stays free for answers (`person show`).
log() { printf '%s %s\n' "$(utc)" "$*" >&2; }

reminded_text=
reminded_at=0
# remind TEXT… — logs what is waited for: when it changed, and once a minute.
remind() {
  if [ "$*" != "$reminded_text" ] || [ "$(($(seconds) - reminded_at))" -ge "$REMIND_SECONDS" ]; then
    log "$*"
    reminded_text=$*
    reminded_at=$(seconds)
  fi
}

# plain TEXT — the text as one line without quotes, backslashes and control characters, so that it can stand in JSON.
plain() { printf '%s' "$1" | tr '"\n\r\t' "'   " | tr -d '\\[:cntrl:]'; }

# unquoted TEXT — what go-template printed with %q, as one line: its line breaks are blanks again, its quotes apostrophes.
unquoted() {
  unquoted=$1
  while :; do
    case $unquoted in
      *\\n*) unquoted="${unquoted%%\\n*} ${unquoted#*\\n}" ;;
      *) break ;;
    esac
  done
  plain "$unquoted"
}

# require VARIABLE… — ends the script when one of these is not set.
require() {
  for required in "$@"; do
    if [ -z "$(printenv "$required")" ]; then
      log "$required is not set (docs/protocol.md lists the variables)"
      exit "$MISUSED"
    fi
  done
}

sleeper=
# nap SECONDS — a sleep that a signal ends.
nap() {
  sleep "$1" &
  sleeper=$!
  wait "$sleeper"
  sleeper=
}

# blink — a fifth of a second, or a whole one where sleep knows only those.
blink() { sleep 0.2 2>/dev/null || sleep 1; }

# A signal ends the script at once. What it has begun stays as it is: the record says how far it came, and the next pod goes on.
# Only the record is let go, in one attempt, so that nobody has to wait for it.
stopped() {
  trap '' TERM INT HUP PIPE
  [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
  case $purpose in
    person)
      log 'stopped by a signal'
      settle
      ;;
    *) log 'stopped by a signal; a later pod goes on from here' ;;
  esac
  let_go_quickly
  exit "$STOPPED"
}

# last_words TEXT — what `kubectl describe pod` shows of a container that failed.
last_words() { [ ! -w "$TERMINATION_LOG" ] || printf '%s\n' "$1" >"$TERMINATION_LOG"; }
