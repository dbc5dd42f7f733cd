# shellcheck shell=sh
# The commands of a person. They act at once, on what the record says, and supersede a run that is at work.

prepare_person() {
  require NAMESPACE RECORD
  : "${PERSON:=somebody}" "${REASON:=}" "${MOVE_ON:=}" "${RETRY_SECONDS:=20}" "${FORBIDDEN_SECONDS:=0}"
  # What a run is told by its environment, a person finds in the record.
  RUN=' ' RESTORE_ID='' DEADLINE=0 PROCESS='' WAIT_FOR='' SESSION='' TARGET=''
  STATE_DIR=$(mktemp -d) || exit "$MISUSED"
  trap 'rm -rf "$STATE_DIR"' EXIT
  ME=person/$(plain "$PERSON" | tr -s ' ' '-')
  BY=$ME
  prepare
  purpose=person
}

# refuse_person TEXT — nothing is done; if the record was taken already, it is let go.
refuse_person() {
  log "refused: $1"
  if [ -n "$epoch" ]; then
    case $came_from in serving) release_with_state serving "$1" ;; *) release_with_state halted "$1" ;; esac
  fi
  exit "$FAILED"
}

# take_for_person DECIDE — takes the record for what the function DECIDE puts into $notes, or refuses. The Services that the record
# knows and that exist are then in $SERVICES.
take_for_person() {
  person_since=$(seconds)
  while :; do
    read_record || refuse_person "there is no record, Lease $RECORD in namespace $NAMESPACE: no run has begun yet"
    recorded_services
    [ -n "$SERVICES" ] || refuse_person "the record, Lease $RECORD, knows no client Service: no run has begun yet"
    # shellcheck disable=SC2086 # names, separated by spaces
    read_services $SERVICES
    present=
    for service in $SERVICES; do
      look_up "$service"
      if [ -n "$version" ]; then present="$present $service"; else log "Service $service does not exist: there is nothing to connect to"; fi
    done
    SERVICES=${present# }
    "$1"
    came_from=$record_state
    try_to_take "$notes"
    person_answer=$?
    case $person_answer in
      0) return 0 ;;
      "$CONFLICT") ;;
      "$NOT_FOUND") ;;
      *) again "$person_answer" "$person_since" 1 "kubectl patch $LEASES" || refused "patch $LEASES $RECORD" ;;
    esac
  done
}

# halt ---------------------------------------------------------------------------------------------------------------------------

person_halt() {
  take_for_person decide_halt
  halted_since=$(seconds)
  point_services "${record_incarnation:-$record_next}" halted
  if [ -n "$SERVICES" ]; then see_drained drain_patience; fi
  log "halted → drained: $(($(seconds) - halted_since)) s. Nothing can connect through ${SERVICES:-any Service} any more; sessions that are open stay open"
  release
}

decide_halt() { state_notes halted "${REASON:-Halted by hand.}"; }

drain_patience() {
  [ "$(($(seconds) - halted_since))" -ge 60 ] || return 0
  log "halted, but $endpoints endpoints are left after a minute: $addresses. Were they made by hand?"
  release
  exit "$TIMED_OUT"
}

# resume and rollback --------------------------------------------------------------------------------------------------------------

person_resume() {
  take_for_person decide_resume
  open_for_person
}

person_rollback() {
  take_for_person decide_rollback
  open_for_person
}

# decide_resume — to open: what the restore of the record left behind, else what was open before. In $goal, and what is then the
# incarnation before it in $before.
decide_resume() {
  case $record_state in
    serving) goal=$record_incarnation ;;
    *) goal=${record_next:-$record_incarnation} ;;
  esac
  if [ "$MOVE_ON" != true ]; then
    case $record_state:$record_by in
      serving:* | halted:* | failed:* | resuming:person/*) ;;
      *) refuse_person "restore $record_restore is at work, or its Job was: $record_state since $record_since. $record_reason Wait for it, or move on without it (it is then told to stop)" ;;
    esac
    done_uid "$record_restore"
    if [ "$record_state" != serving ] && [ "$record_passed" != "$record_restore" ] && [ -z "$uid_done" ]; then
      refuse_person "restore $record_restore has not passed its checks ($record_state: $record_reason). Moving on opens ${goal:-$record_target} as it is"
    fi
  else
    goal=${goal:-$record_target}
  fi
  before=$record_previous
  if [ -n "$record_incarnation" ] && [ "$record_incarnation" != "$goal" ]; then before=$record_incarnation; fi
  decide_to_open 'there is nothing to open: no database has been made available yet'
}

# decide_rollback — back to what was open before: from a restore that is not finished to what it halted, else to the incarnation before.
decide_rollback() {
  if [ "$record_state" != serving ] && [ -n "$record_target" ] && [ "$record_target" != "$record_incarnation" ]; then
    goal=$record_incarnation
    before=${record_next:-$record_previous}
  else
    goal=$record_previous
    before=$record_incarnation
  fi
  decide_to_open 'there is no incarnation before this one'
}

decide_to_open() {
  [ -n "$goal" ] || refuse_person "$1"
  for service in $SERVICES; do
    find_route "$service" "$goal" "$record_routes"
    [ -n "$route" ] || refuse_person "the record has no route of Service $service to $goal"
  done
  read_goal
  refuse_while_sessions_write
  if [ "$goal" = "$record_next" ]; then finished="done.$record_restore"; else finished=; fi
  state_notes resuming "${REASON:-Being opened by hand.}"
}

# read_goal — the database that is to be opened exists.
read_goal() {
  target_uid=
  [ -n "$record_resource" ] || return 0
  read_target "$record_resource" "$goal" || refuse_person "$record_resource $goal does not exist any more"
  [ "$target_phase" = Ready ] || log "note: $record_resource $goal is ${target_phase:-without a phase}, not Ready"
}

refuse_while_sessions_write() {
  read_other_sessions "$goal"
  [ -z "$others" ] || refuse_person "unfinished RestoreSessions write to $goal:$others. Wait for them, or delete them"
}

open_for_person() {
  opening_since=$(seconds)
  # A run that was at work may have created one until the record was taken.
  refuse_while_sessions_write
  point_services "$goal" open
  set_state serving "${REASON:-Opened by hand.}" incarnation "$goal" previous "$before" next '' target '' passed "$record_restore" \
    ${finished:+"$finished" "$target_uid"}
  end_isolation "$goal"
  resume_backups
  if [ -n "$SERVICES" ]; then see_endpoints; fi
  log "resume → serving: $(($(seconds) - opening_since)) s"
  release isolation "$isolation"
}

# show ---------------------------------------------------------------------------------------------------------------------------

# person_show — the record, the client Services and the unfinished sessions, as key=value lines.
person_show() {
  read_record || refuse_person "there is no record, Lease $RECORD in namespace $NAMESPACE: no run has begun yet"
  printf '%s=%s\n' namespace "$NAMESPACE" record "$RECORD" state "$record_state" reason "$record_reason" by "$record_by" \
    since "$record_since" restore "$record_restore" passed "$record_passed" incarnation "$record_incarnation" next "$record_next" \
    previous "$record_previous" target "$record_target" resource "$record_resource" holder "$record_holder" \
    renewed "$record_renewed" duration "$record_duration" epoch "$record_epoch" paused "$record_paused" \
    isolation "$record_isolation" session "$record_session" routes "$record_routes"
  for entry in $record_done; do printf 'done=%s\n' "$entry"; done
  recorded_services
  [ -n "$SERVICES" ] || return 0
  # shellcheck disable=SC2086 # names, separated by spaces
  read_services $SERVICES
  for service in $SERVICES; do
    look_up "$service"
    read_endpoints "$service"
    printf 'service=%s %s %s\n' "$service" "$(shown_state)" "$endpoints"
  done
  read_other_sessions "$record_incarnation" "$record_next" "$record_previous" "$record_target"
  for pair in $others; do printf 'unfinished=%s\n' "$pair"; done
}

# shown_state — of the Service that was looked up: absent, empty (no selector), halted, or the pairs that it selects.
shown_state() {
  if [ -z "$version" ]; then
    printf absent
  elif [ -z "$selected" ]; then
    printf empty
  else
    case "$selected " in
      *" $HALTED=true "*) printf halted ;;
      *) printf '%s' "${selected# }" | tr ' ' ',' ;;
    esac
  fi
}
