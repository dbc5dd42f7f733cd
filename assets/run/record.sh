# shellcheck shell=sh
# The record: the Lease that says who may act, and what the client Services are to select.
#
# Everything read from it is in record_*; $ME and $epoch are what this pod holds it by.

LEASES=leases.v1.coordination.k8s.io

# Annotations first: whatever is in one of them, the lines of the Lease itself come later and count.
RECORD_TEMPLATE='{{range $key, $value := .metadata.annotations}}{{if eq (printf "%.16s" $key) "cdk8s-kubestash/"}}note {{$key}} {{$value}}
{{end}}{{end}}version {{.metadata.resourceVersion}}
{{with .spec}}holder {{with .holderIdentity}}{{.}}{{end}}
renewed {{with .renewTime}}{{.}}{{end}}
duration {{with .leaseDurationSeconds}}{{.}}{{end}}
epoch {{with .leaseTransitions}}{{.}}{{else}}0{{end}}
{{end}}'

epoch=
renewed_at=0
lease_seconds=60
releasing=

# parse_record — record_* from what kubectl printed.
parse_record() {
  record_state='' record_reason='' record_by='' record_since='' record_restore='' record_resource='' record_target=''
  record_incarnation='' record_next='' record_passed='' record_previous='' record_routes=''
  record_session='' record_paused='' record_isolation='' record_done='' record_halted_at=''
  record_version='' record_holder='' record_renewed='' record_duration='' record_epoch=0
  while read -r word rest; do
    case $word in
      note)
        value=${rest#* }
        [ "$value" != "$rest" ] || value=
        parse_note "${rest%% *}" "$value"
        ;;
      version) record_version=$rest ;;
      holder) record_holder=$rest ;;
      renewed) record_renewed=$rest ;;
      duration) record_duration=$rest ;;
      epoch) record_epoch=$rest ;;
    esac
  done <"$reply"
}

parse_note() {
  case $1 in
    cdk8s-kubestash/state) record_state=$2 ;;
    cdk8s-kubestash/reason) record_reason=$2 ;;
    cdk8s-kubestash/by) record_by=$2 ;;
    cdk8s-kubestash/since) record_since=$2 ;;
    cdk8s-kubestash/restore) record_restore=$2 ;;
    cdk8s-kubestash/resource) record_resource=$2 ;;
    cdk8s-kubestash/incarnation) record_incarnation=$2 ;;
    cdk8s-kubestash/target) record_target=$2 ;;
    cdk8s-kubestash/next) record_next=$2 ;;
    cdk8s-kubestash/passed) record_passed=$2 ;;
    cdk8s-kubestash/previous) record_previous=$2 ;;
    cdk8s-kubestash/routes) record_routes=$2 ;;
    cdk8s-kubestash/session) record_session=$2 ;;
    cdk8s-kubestash/paused) record_paused=$2 ;;
    cdk8s-kubestash/isolation) record_isolation=$2 ;;
    cdk8s-kubestash/done.*) record_done="$record_done ${1#cdk8s-kubestash/done.}=$2" ;;
    "cdk8s-kubestash/halted-at.$RESTORE_ID") record_halted_at=$2 ;;
  esac
}

# read_record — answers 1 when there is none.
read_record() {
  kube get "$LEASES" "$RECORD" -o "go-template=$RECORD_TEMPLATE"
  case $? in
    0) parse_record ;;
    "$NOT_FOUND") return 1 ;;
    *) refused "get $LEASES $RECORD" ;;
  esac
}

# create_record — an empty one. Somebody else may have been faster: it is read afterwards in any case.
create_record() {
  cat >"$STATE_DIR/record.json" <<LEASE
{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"$RECORD"},"spec":{"holderIdentity":"","leaseTransitions":0}}
LEASE
  kube create --validate=ignore --field-manager=cdk8s-kubestash -f "$STATE_DIR/record.json"
  case $? in
    0) log "made the record, Lease $RECORD" ;;
    "$EXISTS") ;;
    *) refused "create $LEASES $RECORD" ;;
  esac
}

# done_uid — the UID that the restore $1 was finished for, in $uid_done; empty when it was not.
done_uid() {
  uid_done=
  for entry in $record_done; do
    case $entry in "$1"=*) uid_done=${entry#*=} ;; esac
  done
}

# ever_opened UID — was a database of this UID opened before?
ever_opened() {
  case "$record_done " in *"=$1 "*) return 0 ;; *) return 1 ;; esac
}

# notes KEY VALUE … — annotations as JSON fields, in $notes. An empty value removes the annotation.
notes() {
  notes=
  while [ "$#" -gt 1 ]; do
    if [ -n "$2" ]; then
      notes="$notes,\"cdk8s-kubestash/$1\":\"$(plain "$2")\""
    else
      notes="$notes,\"cdk8s-kubestash/$1\":null"
    fi
    shift 2
  done
  notes=${notes#,}
}

# state_notes STATE REASON [KEY VALUE …] — the annotations of a new state.
state_notes() {
  state=$1
  reason=$2
  shift 2
  notes state "$state" reason "$reason" by "$BY" since "$(utc)" "$@"
}

# patch_record ANNOTATIONS SPEC — one attempt to change what was read; answers like kube_once, and reads what became of it.
patch_record() {
  kube_once patch "$LEASES" "$RECORD" --type=merge --field-manager=cdk8s-kubestash -o "go-template=$RECORD_TEMPLATE" \
    -p "{\"metadata\":{\"resourceVersion\":\"$record_version\",\"annotations\":{$1}},\"spec\":{$2}}" || return
  parse_record
}

micro_time() { date -u +%Y-%m-%dT%H:%M:%S.000000Z; }
renewal() { printf '"renewTime":"%s","leaseDurationSeconds":%s' "$(micro_time)" "$lease_seconds"; }

# Taking it ------------------------------------------------------------------------------------------------------------

# try_to_take ANNOTATIONS — one attempt, on the record as it was read: the next epoch, with this pod as its holder.
try_to_take() {
  next_epoch=$((record_epoch + 1))
  patch_record "$1" "\"holderIdentity\":\"$ME\",\"leaseTransitions\":$next_epoch,\"acquireTime\":\"$(micro_time)\",$(renewal)" || return
  epoch=$next_epoch
  renewed_at=$(seconds)
}

watched=
watched_since=0
# free — may this run take the record as it was read? Yes when nobody holds it, when an earlier pod of this Job does, or when its
# holder has not moved for as long as it said it might not, by the clock of this pod alone.
free() {
  case $record_holder in '' | "$RUN"/*) return 0 ;; esac
  if [ "$watched" != "$record_holder $record_epoch $record_renewed" ]; then
    watched="$record_holder $record_epoch $record_renewed"
    watched_since=$(seconds)
  fi
  [ "$(($(seconds) - watched_since))" -ge "${record_duration:-60}" ]
}

# Holding it -----------------------------------------------------------------------------------------------------------

ours() { [ "$record_holder" = "$ME" ] && [ "$record_epoch" = "$epoch" ]; }

# still_ours — ends the script when the record just read is no longer held by this pod.
still_ours() {
  ours && return 0
  # Let go by this pod itself, in a patch whose answer was lost.
  if [ -n "$releasing" ] && [ -z "$record_holder" ] && [ "$record_epoch" = "$epoch" ]; then return 0; fi
  superseded
}

# hold — before every act: is the record still ours? Renews it on the way when that is due.
hold() {
  if [ "$(($(seconds) - renewed_at))" -ge "$RENEW_SECONDS" ]; then
    change_record ''
  else
    read_record || record_vanished
    still_ours
  fi
}

# renew_when_due — between two looks at something, when no act follows.
renew_when_due() { [ "$(($(seconds) - renewed_at))" -lt "$RENEW_SECONDS" ] || hold; }

# change_record ANNOTATIONS [SPEC] — changes the record that this pod holds, and renews it. On a conflict, and when an answer was
# lost, it is read again: the same change once more does no harm.
change_record() {
  change_since=$(seconds)
  change_pause=1
  while :; do
    patch_record "$1" "${2:+$2,}$(renewal)"
    change_answer=$?
    case $change_answer in
      0)
        renewed_at=$(seconds)
        return 0
        ;;
      "$NOT_FOUND") record_vanished ;;
      "$CONFLICT") ;;
      *)
        again "$change_answer" "$change_since" "$change_pause" "kubectl patch $LEASES" || refused "patch $LEASES $RECORD"
        longer "$change_pause"
        change_pause=$pause
        ;;
    esac
    read_record || record_vanished
    still_ours
    if [ -n "$releasing" ] && [ -z "$record_holder" ]; then return 0; fi
  done
}

# set_state STATE REASON [KEY VALUE …]
set_state() {
  state_notes "$@"
  change_record "$notes"
  log "state: $1. $2"
}

# release [KEY VALUE …] — lets the record go, with a last change.
release() {
  releasing=yes
  notes "$@"
  change_record "$notes" '"holderIdentity":""'
  epoch=
}

# release_with_state STATE REASON [KEY VALUE …]
release_with_state() {
  releasing=yes
  state_notes "$@"
  change_record "$notes" '"holderIdentity":""'
  epoch=
  log "state: $1. $2"
}

# settle — a person's patch may have been on its way when the signal came, and no later pod would find out: it ends first, and then
# what the record says counts, not what this script has heard.
settle() {
  [ -z "${!-}" ] || wait "$!" 2>/dev/null
  REQUEST_TIMEOUT=5s
  kube_once get "$LEASES" "$RECORD" -o "go-template=$RECORD_TEMPLATE" || return 0
  parse_record
  epoch=
  if [ "$record_holder" = "$ME" ] && [ "$record_epoch" = "${next_epoch-}" ]; then epoch=$record_epoch; fi
}

# let_go_quickly — one attempt, for the end that a signal brings. A stale version is refused, and that is right.
let_go_quickly() {
  if [ -z "$epoch" ] || [ -z "${record_version-}" ]; then return 0; fi
  REQUEST_TIMEOUT=5s
  patch_record '' '"holderIdentity":""' || :
}

# leave_word REASON — one attempt to write down why the run ends here.
leave_word() {
  [ "$purpose" = restore ] || return 0
  if [ -z "$epoch" ] || [ -z "${record_version-}" ]; then return 0; fi
  state_notes failed "$1"
  patch_record "$notes" '"holderIdentity":""' || :
}

# Losing it ------------------------------------------------------------------------------------------------------------

# superseded — somebody else took the record: this run stops, and leaves nothing behind that could still write.
superseded() {
  log "superseded: ${record_holder:-${record_by:-somebody}} took the record (epoch $record_epoch, this run had ${epoch:-none})." \
    "State: ${record_state:-none}. ${record_reason}"
  epoch=
  [ "$purpose" != person ] || exit "$FAILED"
  case $record_holder in
    "$RUN"/*)
      # A success would complete the Job, under the pod that is at work now.
      over 'a later pod of this Job took over'
      exit "$REPLACED"
      ;;
  esac
  end_early "$record_by took over"
}

record_vanished() {
  epoch=
  log "the record, Lease $RECORD, was deleted while this run held it. The client Services stay as they are; a new pod begins again."
  last_words "Lease $RECORD was deleted"
  # Not FAILED, which would be a verdict about the restore: the Job makes the new pod.
  exit "$REPLACED"
}

# over TEXT — tells the later containers of this pod, those without a token too, that there is nothing left to do.
over() { printf '%s\n' "$1" >"$STATE_DIR/over"; }

# end_early TEXT — this run has nothing (more) to do, which is no failure.
end_early() {
  discard_late_sessions
  over "$1"
  log "nothing (more) to do: $1"
  exit "$DONE"
}
