# shellcheck shell=sh
# Ends sessions of clients on every member, by what the engine defines (see common.sh). Sourced.

disconnect() {
  if command -v sessions_none >/dev/null 2>&1; then
    sessions_none
    return 0
  fi
  unreachable_until=$(($(now) + ${UNREACHABLE:-60}))
  while :; do
    visit_members
    if [ -z "$left$errors$silent" ]; then
      break
    fi
    if [ -z "$left$errors" ] && { [ "$(now)" -ge "$unreachable_until" ] || [ "$(now)" -ge "$DEADLINE" ]; }; then
      for member in $silent; do
        warn "$member does not answer, so nobody is connected there as far as can be seen: $(redacted "$(cat "$DIR/silent.$member")")"
      done
      break
    fi
    if [ "$(now)" -ge "$DEADLINE" ]; then
      redacted "$left$errors" >&2
      [ -n "$left" ] || die "who is connected cannot be seen after ${TIMEOUT} s"
      die "these sessions are still there after ${TIMEOUT} s"
    fi
    sleep "$PAUSE"
  done
  count_later
  say 'no session is left that began before'
}

# One round: sets `left`, the sessions that are still there, `errors`, what members say instead of ending them, and `silent`,
# the members that nobody reaches.
visit_members() {
  left=''
  errors=''
  silent=''
  for member in $MEMBERS; do
    [ ! -e "$DIR/done.$member" ] || continue
    if [ ! -s "$DIR/mark.$member" ]; then
      if ! answer=$(sessions_mark "$member" 2>"$DIR/said") || [ -z "$answer" ]; then
        cannot "$member" "$answer$(cat "$DIR/said")"
        continue
      fi
      printf '%s' "$answer" >"$DIR/mark.$member"
    fi
    if ! answer=$(sessions_end "$member" "$(cat "$DIR/mark.$member")" 2>"$DIR/said"); then
      cannot "$member" "$answer$(cat "$DIR/said")"
    elif [ -z "$answer" ]; then
      : >"$DIR/done.$member"
    else
      left="$left$member: $answer
"
    fi
  done
}

# Only a member that nobody reaches has no sessions: one that answers with an error may have any number.
cannot() {
  why=$(reason "$2")
  give_up "$why" "$1" "$2"
  case $why in
    unreachable)
      silent="$silent $1"
      printf '%s' "$2" >"$DIR/silent.$1"
      ;;
    *)
      errors="$errors$1 does not let sessions be ended: ${2:-it says nothing}
"
      ;;
  esac
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
