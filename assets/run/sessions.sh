# shellcheck shell=sh
# RestoreSessions: ours, and those of others that write to the same database.

SESSIONS=restoresessions.v1alpha1.core.kubestash.com

SESSIONS_TEMPLATE='{{define "one"}}session {{.metadata.name}} {{.metadata.creationTimestamp}}
{{with .metadata.deletionTimestamp}}deleting
{{end}}{{with .status}}{{with .phase}}phase {{.}}
{{end}}{{range $name, $component := .components}}component {{$name}} {{with $component.phase}}{{.}}{{end}} {{with $component.progress}}{{with .percentDone}}{{.}}{{end}}{{end}}
{{with $component.error}}error {{printf "%.300q" .}}
{{end}}{{end}}{{range .conditions}}condition {{.type}} {{.status}} {{with .message}}{{printf "%.300q" .}}{{end}}
{{end}}{{end}}{{end}}'$EACH

OTHERS_TEMPLATE='{{range .items}}{{$name := .metadata.name}}{{$phase := "Pending"}}{{with .status}}{{with .phase}}{{$phase = .}}{{end}}{{end}}{{with .spec}}{{with .target}}session {{$name}} {{.name}} {{$phase}}
{{end}}{{end}}{{end}}'

# Fates of a session
#   absent      there is none
#   deleting    on its way out
#   unfinished  at work, or about to be
#   succeeded
#   failed      after its executor started: the data may be half there
#   void        Invalid, or failed before its executor started: nothing happened
#   former      ended, and older than the target: it was for a database of the same name that is gone

# read_sessions [NAME] — what became of that one, or of each of the run's three names: $fates, as `name=fate` pairs; the progress of
# unfinished ones in $progress, and what went wrong in $trouble.
read_sessions() {
  [ "$#" -gt 0 ] || set -- "$SESSION" "$SESSION-2" "$SESSION-3"
  kube get "$SESSIONS" "$@" -o "go-template=$SESSIONS_TEMPLATE"
  case $? in
    0 | "$NOT_FOUND") ;;
    "$NO_KIND") : >"$reply" ;;
    *) refused "get $SESSIONS" ;;
  esac
  fates='' progress='' trouble=''
  name=
  while read -r word rest; do
    case $word in
      session)
        judge_session
        name=${rest%% *} created=${rest#* } deleting='' phase='' ran='' parts='' fault=''
        ;;
      deleting) deleting=yes ;;
      phase) phase=$rest ;;
      component)
        ran=yes
        parts="$parts, $rest"
        ;;
      error) fault="$fault $rest" ;;
      condition)
        case $rest in
          'RestoreExecutorEnsured True'*) ran=yes ;;
          'RestoreExecutorEnsured False'* | 'ValidationPassed False'* | *HooksExecutionSucceeded\ False* | 'RestoreIncomplete True'* | 'MetricsPushed False'*)
            fault="$fault $rest"
            ;;
        esac
        ;;
    esac
  done <"$reply"
  judge_session
}

# judge_session — the fate of the session that was read last.
judge_session() {
  [ -n "$name" ] || return 0
  if [ -n "$deleting" ]; then
    fate=deleting
  else
    case $phase in
      Succeeded) fate=succeeded ;;
      Invalid) fate=void ;;
      Failed | Unknown) if [ -n "$ran" ]; then fate=failed; else fate=void; fi ;;
      *)
        fate=unfinished
        progress="${phase:-Pending}$parts"
        ;;
    esac
    if older_than_target "$created"; then
      case $fate in
        unfinished) fate=void fault=' it is older than its target' ;;
        *) fate=former ;;
      esac
    fi
  fi
  case $fate in failed | void) trouble="RestoreSession $name is ${phase:-Pending}${fault:+:$(unquoted "$fault")}" ;; esac
  fates="$fates $name=$fate"
}

# older_than_target TIME — by the clock of the API server. A session that makes its target itself (WAIT_FOR nothing) always is.
older_than_target() {
  [ "$WAIT_FOR" != nothing ] && [ -n "$target_created" ] && expr "x$1" \< "x$target_created" >/dev/null
}

# fate_of NAME — in $fate.
fate_of() {
  fate=absent
  for pair in $fates; do
    [ "${pair%=*}" != "$1" ] || fate=${pair#*=}
  done
}

# first_of FATE — the first name with this fate, in $found; answers 1 when there is none.
first_of() {
  for found in "$SESSION" "$SESSION-2" "$SESSION-3"; do
    fate_of "$found"
    if [ "$fate" = "$1" ]; then return 0; fi
  done
  return 1
}

# The restore by a session ---------------------------------------------------------------------------------------------------

# restore_by_session — answers when a session of this run has succeeded, be it one that an earlier pod created.
restore_by_session() {
  tried=' '
  while :; do
    if [ "$WAIT_FOR" = nothing ]; then read_target || :; else await target_exists; fi
    read_sessions
    if first_of unfinished; then
      session=$found
      [ "$record_session" = "$session" ] || change_session
      log "RestoreSession $session is at work already: waiting for it"
    elif first_of succeeded; then
      log "RestoreSession $found has succeeded"
      return 0
    elif first_of failed; then
      session_failed
    else
      discard_void_sessions
      await_what_a_session_needs
      await free_name
      await no_other_session
      create_session
    fi
    await session_over
    fate_of "$session"
    case $fate in
      succeeded)
        log "RestoreSession $session: Succeeded"
        return 0
        ;;
      failed) session_failed ;;
      void) session_came_to_nothing ;;
      *) fail "RestoreSession $session was deleted before it had finished, so the data may be incomplete. To restore again, delete the Job." ;;
    esac
  done
}

session_failed() {
  fail "$trouble. The data may be incomplete. Mend the cause and delete the session and the Job to restore again, or restore something else."
}

# session_came_to_nothing — Invalid, or failed before it did anything: what it needs may be late, so another one is made, after a pause.
session_came_to_nothing() {
  log "$trouble. It restored nothing"
  tried="$tried$session "
  [ "$session" != "$SESSION-3" ] ||
    fail "$trouble. Three sessions in a row came to nothing. Mend the cause and delete the Job to try again."
  discard_session "$session"
  recreate_at=$(($(seconds) + RECREATE_SECONDS))
  RECREATE_SECONDS=$((RECREATE_SECONDS * 3))
  await moment_passed
}

moment_passed() {
  missing='a while to pass before the next RestoreSession is created'
  [ "$(seconds)" -ge "$recreate_at" ]
}

# await_what_a_session_needs — as WAIT_FOR says.
await_what_a_session_needs() {
  case $WAIT_FOR in
    nothing) ;;
    ready) await target_ready_or_spoiled ;;
    *) await target_reachable ;;
  esac
}

discard_void_sessions() {
  for old in "$SESSION" "$SESSION-2" "$SESSION-3"; do
    fate_of "$old"
    [ "$fate" != void ] || discard_session "$old"
  done
}

# free_name — for await: the first name, in $session, that nothing bears and that this pod has not tried.
free_name() {
  read_sessions
  missing="a free name for the RestoreSession: $SESSION, $SESSION-2 and $SESSION-3 are used up ($fates ). Delete them"
  for session in "$SESSION" "$SESSION-2" "$SESSION-3"; do
    case $tried in *" $session "*) continue ;; esac
    fate_of "$session"
    if [ "$fate" = absent ]; then return 0; fi
  done
  return 1
}

change_session() {
  notes session "$session"
  change_record "$notes"
}

# create_session — under the name $session, written into the record before it exists, so that whoever takes the record later finds it.
create_session() {
  while IFS= read -r line || [ -n "$line" ]; do
    [ "$line" != '  name: "{session}"' ] || line="  name: \"$session\""
    printf '%s\n' "$line"
  done <"$SESSION_FILE" >"$STATE_DIR/session.yaml"
  change_session
  act create --validate=ignore --field-manager=cdk8s-kubestash -f "$STATE_DIR/session.yaml"
  case $? in
    0) log "created RestoreSession $session" ;;
    "$EXISTS") log "RestoreSession $session was created already" ;;
    "$INVALID") fail "RestoreSession $session was refused: $complaint" ;;
    *) refused "create $SESSIONS $session" ;;
  esac
  # A run that was stalled between its last look at the record and the creation finds out here.
  hold
}

# session_over — for await: has it ended, one way or another?
session_over() {
  read_sessions "$session"
  fate_of "$session"
  missing="RestoreSession $session to finish; it is $progress"
  [ "$fate" != unfinished ]
}

# Deleting -------------------------------------------------------------------------------------------------------------------

discard_session() {
  act delete "$SESSIONS" "$1" --wait=false
  case $? in
    0) log "deleted RestoreSession $1" ;;
    "$NOT_FOUND") ;;
    *) refused "delete $SESSIONS $1" ;;
  esac
}

uses_sessions() { case ${PROCESS-} in session | overwrite) ;; *) return 1 ;; esac }

# discard_own_sessions — before a run gives up: nothing of it may write any more.
discard_own_sessions() {
  uses_sessions || return 0
  read_sessions
  for old in "$SESSION" "$SESSION-2" "$SESSION-3"; do
    fate_of "$old"
    case $fate in unfinished | void) discard_session "$old" ;; esac
  done
}

# discard_late_sessions — when the record is somebody else's: an unfinished session of this run goes if the record is about another
# restore, or if the database has been opened in the meantime. If it is merely halted, by a person or by another Job of this very
# restore, the session goes on.
discard_late_sessions() {
  uses_sessions || return 0
  case $record_restore:$record_state in
    "$RESTORE_ID:serving" | "$RESTORE_ID:resuming") ;;
    "$RESTORE_ID:"*) return 0 ;;
  esac
  target_created=
  read_sessions
  for old in "$SESSION" "$SESSION-2" "$SESSION-3"; do
    fate_of "$old"
    [ "$fate" = unfinished ] || continue
    kube delete "$SESSIONS" "$old" --wait=false
    case $? in
      0 | "$NOT_FOUND") log "deleted RestoreSession $old: it was not finished, and the record has moved on" ;;
      *) log "RestoreSession $old is not finished and could not be deleted: $complaint. Delete it by hand" ;;
    esac
  done
}

# Others ---------------------------------------------------------------------------------------------------------------------

# read_other_sessions DATABASE… — the unfinished sessions that target one of these, in $others, as `name=phase` pairs. An Invalid one
# counts: nobody promises that it will never be looked at again.
read_other_sessions() {
  kube get "$SESSIONS" -o "go-template=$OTHERS_TEMPLATE"
  case $? in
    0) ;;
    "$NO_KIND" | "$NOT_FOUND") : >"$reply" ;;
    *) refused "list $SESSIONS" ;;
  esac
  others=
  while read -r word other database other_phase; do
    [ "$word" = session ] || continue
    case " $* " in *" $database "*) ;; *) continue ;; esac
    case $other_phase in Succeeded | Failed | Unknown) ;; *) others="$others $other=$other_phase" ;; esac
  done <"$reply"
}

# discard_left_session — the session that an earlier restore noted in the record and did not live to see the end of. Whether or not
# it writes to this run's target: nobody waits for it any more.
discard_left_session() {
  case $record_session in '' | "$SESSION" | "$SESSION-2" | "$SESSION-3") return 0 ;; esac
  left_session=$record_session
  usual_patience=$FORBIDDEN_SECONDS
  FORBIDDEN_SECONDS=0
  act delete "$SESSIONS" "$left_session" --wait=false
  case $? in
    0) log "deleted RestoreSession $left_session, which an earlier restore left behind" ;;
    "$NOT_FOUND" | "$NO_KIND") ;;
    *) log "RestoreSession $left_session was left behind by an earlier restore, and deleting it did not work: $complaint. Delete it by hand" ;;
  esac
  FORBIDDEN_SECONDS=$usual_patience
}

# no_other_session — for await: nothing but this run writes to the target.
no_other_session() {
  read_other_sessions "$TARGET"
  foreign=
  for pair in $others; do
    case ${pair%=*} in
      "$SESSION" | "$SESSION-2" | "$SESSION-3") ;;
      *) foreign="$foreign $pair" ;;
    esac
  done
  missing="RestoreSession$foreign to finish or be deleted: not made by this run, and it writes to $TARGET"
  [ -z "$foreign" ]
}
