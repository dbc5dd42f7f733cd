# shellcheck shell=sh
# The steps of a run, in the order in which its containers go through them.

# What a run and a person's command have in common. These can be tuned; docs/protocol.md says what they mean.
purpose=
prepare() {
  require NAMESPACE RECORD
  : "${KUBECTL:=kubectl}" "${KUBE_CONTEXT:=}" "${REQUEST_TIMEOUT:=10s}" "${RETRY_SECONDS:=120}" "${REMIND_SECONDS:=60}"
  : "${RENEW_SECONDS:=10}" "${ACCOUNT_DIR:=/var/run/secrets/kubernetes.io/serviceaccount}" "${TERMINATION_LOG:=/dev/termination-log}"
  umask 022
  if ! mkdir -p "$STATE_DIR"; then
    log "cannot write to $STATE_DIR (STATE_DIR)"
    exit "$MISUSED"
  fi
  trap stopped TERM INT HUP
  prepare_kube
}

prepare_run() {
  require RUN POD_UID RESTORE_ID DATABASE TARGET TARGET_RESOURCE TARGET_KIND SERVICES ROUTES PROCESS
  : "${PREDECESSORS:=}" "${PREVIOUS:=}" "${PREVIOUS_ROUTES:=}" "${WAIT_FOR:=}" "${MAINTENANCE:=}" "${SESSION:=}" "${SESSION_FILE:=}"
  : "${RESUME:=manual}" "${DEADLINE:=0}" "${GUARD_STORAGES:=}" "${GUARD_REPOSITORIES:=}" "${GUARD_TIMEOUT:=600}"
  : "${PAUSE:=}" "${SAFETY:=}" "${SAFETY_SESSION:=}" "${ISOLATION:=}" "${ISOLATION_FILE:=}" "${ISOLATION_STAYS:=}" "${UNRECORDED:=refuse}"
  : "${FORBIDDEN_SECONDS:=300}" "${RECREATE_SECONDS:=10}" "${STATE_DIR:=${TMPDIR:-/tmp}/restore}"
  case $PROCESS in
    open | archiver) ;;
    session | overwrite) require SESSION SESSION_FILE WAIT_FOR ;;
    *)
      log "PROCESS is $PROCESS, which is none of open, session, archiver, overwrite"
      exit "$MISUSED"
      ;;
  esac
  ME=$RUN/$POD_UID
  BY=$RUN
  prepare
}

# halt ---------------------------------------------------------------------------------------------------------------------------

step_halt() {
  rm -f "$STATE_DIR/over" "$STATE_DIR/epoch" "$STATE_DIR/target-uid"
  take_record
  printf '%s\n' "$epoch" >"$STATE_DIR/epoch"
  halted_since=$(seconds)
  log "took the record (epoch $epoch)"
  point_services "${record_incarnation:-$TARGET}" halted within_deadline
  see_drained within_deadline
  log "halted → drained: $(($(seconds) - halted_since)) s. Nothing can connect through $SERVICES any more"
  isolate
  set_state disconnecting "Halted for restore $RESTORE_ID.${PREVIOUS:+ Sessions that are still open are ended; if this stays, that did not work: look at the log of container disconnect of Job $RUN.}"
}

# take_record — waits until this pod holds the record, with the Services read before. Ends the script where there is nothing to do.
take_record() {
  take_since=$(seconds)
  take_pause=1
  while :; do
    # shellcheck disable=SC2086 # names, separated by spaces
    read_services $SERVICES
    if ! read_record; then
      create_record
      continue
    fi
    judge_record
    if free; then
      if [ "$purpose" = restore ]; then plan_take; else notes=''; fi
      try_to_take "$notes"
      take_answer=$?
      case $take_answer in
        0) break ;;
        "$CONFLICT" | "$NOT_FOUND") continue ;;
        *) again "$take_answer" "$take_since" "$take_pause" "kubectl patch $LEASES" || refused "patch $LEASES $RECORD" ;;
      esac
    else
      remind "waiting for the record: $record_holder holds it (restore ${record_restore:-none}, ${record_state:-no state} since ${record_since:-ever}). It is taken when that is over, or when nothing was heard for ${record_duration:-60} s"
      nap "$take_pause"
    fi
    longer "$take_pause"
    take_pause=$pause
  done
  case $purpose in
    tidy) tidy_up ;;
    finish)
      log "restore $RESTORE_ID was interrupted while it opened the database: going on with that"
      finish_opening
      ;;
  esac
}

# plan_take — the annotations of a record that is taken for this restore, in $notes.
plan_take() {
  log "taking the record for restore $RESTORE_ID; it is ${record_state:-new}${record_restore:+, restore $record_restore}${record_holder:+, held by $record_holder}"
  merge_routes
  served=$record_incarnation
  [ "$PROCESS" = open ] || served=${served:-$PREVIOUS}
  record_incarnation=$served
  plan_isolation
  state_notes halting "Being halted for restore $RESTORE_ID." restore "$RESTORE_ID" resource "$TARGET_RESOURCE" target "$TARGET" \
    incarnation "$served" next '' passed '' routes "$merged" isolation "$isolation" \
    "halted-at.$RESTORE_ID" "${record_halted_at:-$(seconds)}"
}

# judge_record — ends the script where the record says that this run has nothing to do, or must not do anything; else says in $purpose
# what the record is to be taken for.
judge_record() {
  purpose=restore
  case $record_restore in
    '')
      judge_unrecorded
      return 0
      ;;
    "$RESTORE_ID") ;;
    *)
      case " $PREDECESSORS " in
        *" $record_restore "*) return 0 ;;
        *) end_early "the record has moved on to restore $record_restore" ;;
      esac
      ;;
  esac
  done_uid "$RESTORE_ID"
  if [ -n "$uid_done" ]; then
    # That its kind is unknown says nothing about the database.
    until read_target || [ "$target_answer" = "$NOT_FOUND" ]; do
      remind "waiting: the API server does not know $TARGET_RESOURCE"
      nap 5
    done
    if [ "$uid_done" != "$target_uid" ]; then
      log "restore $RESTORE_ID was finished for a database $TARGET that is gone (UID $uid_done, now ${target_uid:-none}): it is restored anew"
      return 0
    fi
    judge_done
    return 0
  fi
  case $record_by in
    person/*) end_early "$record_by decided about restore $RESTORE_ID ($record_state: $record_reason). A restore that is to run in spite of that needs a new id" ;;
  esac
}

# judge_unrecorded — nothing is known about this database. To overwrite one that has data, unasked, could be the second time.
judge_unrecorded() {
  if [ "$PROCESS" != overwrite ] || [ "$UNRECORDED" = accept ]; then return 0; fi
  read_target || return 0
  [ -n "$target_initialised" ] || return 0
  reason="Restore $RESTORE_ID would overwrite $TARGET_RESOURCE $TARGET, which has data, and there is no record of what was restored to it before. Nothing was changed. If that data is to be overwritten, accept that the database has no record."
  log "$reason"
  last_words "$reason"
  notes reason "$reason" by "$BY" since "$(utc)"
  patch_record "$notes" '"holderIdentity":""' || :
  exit "$FAILED"
}

# judge_done — the restore is finished. Ends the script, unless something is left to put right.
judge_done() {
  case $record_state:$record_by in
    serving:*) done_mode=open ;;
    halted:*) done_mode=halted ;;
    resuming:person/*) end_early "restore $RESTORE_ID is done, and $record_by is opening the database" ;;
    resuming:*)
      purpose=finish
      return 0
      ;;
    *) end_early "restore $RESTORE_ID is done; ${record_by:-somebody} has the database ${record_state:-without a state}" ;;
  esac
  await_absent_services
  purpose=tidy
  routed=
  for service in $SERVICES; do
    look_up "$service"
    find_route "$service" "$record_incarnation" "$record_routes"
    if [ -z "$version" ] || [ -z "$route" ]; then continue; fi
    routed="$routed $service"
  done
  untidy=$record_paused
  for service in $routed; do
    look_up "$service"
    want "$service" "$record_incarnation" "$done_mode"
    right || untidy=yes
  done
  if [ -n "$record_holder" ]; then untidy=yes; fi
  if [ "$done_mode" = open ] && isolation_left; then untidy=yes; fi
  [ -n "$untidy" ] || end_early "restore $RESTORE_ID is done, and the client Services are as the record says: $record_state, $record_incarnation"
}

# await_absent_services — a minute for Services that are being made anew.
absent_until=
await_absent_services() {
  : "${absent_until:=$(($(seconds) + 60))}"
  while [ "$(seconds)" -lt "$absent_until" ]; do
    absent=
    for service in $SERVICES; do
      look_up "$service"
      [ -n "$version" ] || absent="$absent $service"
    done
    [ -n "$absent" ] || return 0
    remind "waiting for the client Service$absent: not there"
    nap 2
    # shellcheck disable=SC2086 # names, separated by spaces
    read_services $SERVICES
    read_record || return 0
  done
}

# tidy_up — with the record taken: the Services as it says, and what an interrupted end left to do.
tidy_up() {
  log "restore $RESTORE_ID is done ($record_state, $record_incarnation): putting right what is not as the record says"
  SERVICES=${routed# }
  point_services "$record_incarnation" "$done_mode"
  end_isolation "$record_incarnation"
  resume_backups
  release isolation "$isolation"
  end_early "restore $RESTORE_ID is done"
}

# restore ------------------------------------------------------------------------------------------------------------------------

# continue_run — what every container after `halt` begins with: is there still something to do, and is the record still this pod's?
continue_run() {
  purpose=restore
  if [ -e "$STATE_DIR/over" ]; then
    log "nothing to do: $(cat "$STATE_DIR/over")"
    exit "$DONE"
  fi
  if ! [ -r "$STATE_DIR/epoch" ]; then
    log "run.sh halt has not run in this pod: $STATE_DIR/epoch is not there"
    exit "$MISUSED"
  fi
  epoch=$(cat "$STATE_DIR/epoch")
  read_record || record_vanished
  still_ours
}

step_restore() {
  continue_run
  discard_left_session
  case $PROCESS in
    open) set_state restoring "Waiting for $TARGET to be Ready for its first opening." ;;
    archiver) set_state restoring "The operator restores $TARGET from its archive." ;;
    *) set_state restoring "Restoring $TARGET by RestoreSession $SESSION." ;;
  esac
  case $PROCESS in
    session) restore_by_session ;;
    overwrite)
      before_overwriting
      restore_by_session
      ;;
  esac
  await target_ready
  log "$TARGET_RESOURCE $TARGET is Ready"
  printf '%s\n' "$target_uid" >"$STATE_DIR/target-uid"
  resume_backups
  set_state restoring "The data is in $TARGET." next "$TARGET" session ''
}

# before_overwriting — backups paused and the safety backup taken, unless an earlier pod came further than that.
before_overwriting() {
  await target_exists
  read_sessions
  if first_of unfinished || first_of succeeded || first_of failed; then
    pause_backups
    return 0
  fi
  discard_void_sessions
  await_what_a_session_needs
  await no_other_session
  pause_backups
  take_safety_backup
}

# before-check -------------------------------------------------------------------------------------------------------------------

# step_before_check NAME SECONDS — a check has no token, so nobody renews while it runs: the record is held for that long.
step_before_check() {
  continue_run
  lease_seconds=$(($2 + 60))
  set_state "checking:$1" "Check $1 runs, for $2 s at most. If this stays, it did not pass: look at the log of container check-$1 of Job $RUN."
}

# resume -------------------------------------------------------------------------------------------------------------------------

step_resume() {
  continue_run
  change_record ''
  await target_ready
  if uses_sessions; then await no_other_session; fi
  # The data is there and has passed its checks: what is left has time limits of its own.
  DEADLINE=0
  if ! guard; then stay_halted "$objection"; fi
  if [ "$RESUME" != automatic ]; then
    stay_halted "Restored and checked: $TARGET waits for a person. The command resume opens it${record_incarnation:+, rollback goes back to what was before}."
  fi
  same_target
  open_target
}

# same_target — what is opened is what was restored, not a database of the same name that was created meanwhile.
same_target() {
  read_target || fail "$TARGET_RESOURCE $TARGET was deleted before it could be opened."
  if [ -e "$STATE_DIR/target-uid" ] && [ "$(cat "$STATE_DIR/target-uid")" != "$target_uid" ]; then
    fail "$TARGET_RESOURCE $TARGET was deleted and created anew after it had been restored. Delete the Job to restore it again."
  fi
}

# stay_halted REASON — restored and checked, and a person has the last word.
stay_halted() {
  resume_backups
  release_with_state halted "$1" next "$TARGET" passed "$RESTORE_ID"
  exit "$DONE"
}

opening_since=
open_target() {
  opening_since=$(seconds)
  for service in $SERVICES; do
    find_route "$service" "$TARGET" "$record_routes"
    [ -n "$route" ] || fail "There is no route of Service $service to $TARGET, so it cannot be opened."
  done
  # shellcheck disable=SC2086 # names, separated by spaces
  read_services $SERVICES
  # Done, from here on: whoever finds this record goes on opening, and halts nothing again.
  set_state resuming "Opening $SERVICES for $TARGET." passed "$RESTORE_ID" next "$TARGET" "done.$RESTORE_ID" "$target_uid"
  finish_opening
}

# finish_opening — with the record taken and the Services read before.
finish_opening() {
  purpose=finish
  opening_since=${opening_since:-$(seconds)}
  point_services "$TARGET" open
  previous=$record_previous
  if [ -n "$record_incarnation" ] && [ "$record_incarnation" != "$TARGET" ]; then previous=$record_incarnation; fi
  set_state serving "Restore $RESTORE_ID is done." incarnation "$TARGET" previous "$previous" next '' target ''
  end_isolation "$TARGET"
  resume_backups
  see_endpoints
  log "resume → serving: $(($(seconds) - opening_since)) s"
  release isolation "$isolation"
  over "restore $RESTORE_ID is done"
  exit "$DONE"
}

# Failing ------------------------------------------------------------------------------------------------------------------------

# fail REASON [EXIT CODE] — ends the run: nothing of it writes any more, the client Services stay halted, and the record says why.
fail() {
  log "failed: $1"
  last_words "$1"
  if [ "$purpose" = person ]; then refuse_person "$1"; fi
  failure=$1
  failure_code=${2:-$FAILED}
  hold
  discard_own_sessions
  resume_backups
  release_with_state failed "$failure" session ''
  exit "$failure_code"
}
