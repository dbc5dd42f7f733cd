# shellcheck shell=sh
# What goes around an overwrite: scheduled backups are paused, and a safety backup is taken first.

CONFIGURATIONS=backupconfigurations.v1alpha1.core.kubestash.com
BACKUPS=backupsessions.v1alpha1.core.kubestash.com

CONFIGURATIONS_TEMPLATE='{{define "one"}}configuration {{.metadata.name}} {{with .spec}}{{with .paused}}paused{{end}}{{end}}
{{end}}'$EACH

BACKUP_TEMPLATE='{{with .metadata.deletionTimestamp}}deleting
{{end}}{{with .status}}{{with .phase}}phase {{.}}
{{end}}{{range .conditions}}{{if eq .status "False"}}{{with .message}}fault {{printf "%.300q" .}}
{{end}}{{end}}{{end}}{{end}}'

# pause_backups — those of PAUSE that are not paused already. The record is told first which ones these are: only they are resumed.
pause_backups() {
  [ -n "$PAUSE" ] || return 0
  # shellcheck disable=SC2086 # names, separated by spaces
  kube get "$CONFIGURATIONS" $PAUSE -o "go-template=$CONFIGURATIONS_TEMPLATE"
  case $? in
    0 | "$NOT_FOUND") ;;
    "$NO_KIND") return 0 ;;
    *) refused "get $CONFIGURATIONS" ;;
  esac
  to_pause=
  while read -r word configuration already; do
    if [ "$word" = configuration ] && [ "$already" != paused ]; then to_pause="$to_pause $configuration"; fi
  done <"$reply"
  paused=$record_paused
  for configuration in $to_pause; do
    case " $paused " in *" $configuration "*) ;; *) paused="${paused:+$paused }$configuration" ;; esac
  done
  if [ "$paused" != "$record_paused" ]; then
    notes paused "$paused"
    change_record "$notes"
  fi
  for configuration in $to_pause; do
    set_paused "$configuration" true || case $? in "$NOT_FOUND") ;; *) refused "patch $CONFIGURATIONS $configuration" ;; esac
    log "BackupConfiguration $configuration: paused"
  done
}

set_paused() {
  act patch "$CONFIGURATIONS" "$1" --type=merge --field-manager=cdk8s-kubestash -o name -p "{\"spec\":{\"paused\":$2}}"
}

# resume_backups — those that the record says were paused by a run. It does not fail for them: one that could not be resumed stays in
# the record, and the log says so.
resume_backups() {
  [ -n "$record_paused" ] || return 0
  usual_patience=$FORBIDDEN_SECONDS
  FORBIDDEN_SECONDS=0
  still_paused=
  for configuration in $record_paused; do
    set_paused "$configuration" false
    case $? in
      0) log "BackupConfiguration $configuration: backups go on" ;;
      "$NOT_FOUND" | "$NO_KIND") ;;
      *)
        still_paused="${still_paused:+$still_paused }$configuration"
        log "BackupConfiguration $configuration is still paused, and resuming it did not work: $complaint. Set spec.paused to false by hand"
        ;;
    esac
  done
  FORBIDDEN_SECONDS=$usual_patience
  notes paused "$still_paused"
  change_record "$notes"
}

# The safety backup --------------------------------------------------------------------------------------------------------------

# take_safety_backup — answers when it has succeeded.
take_safety_backup() {
  [ -n "$SAFETY" ] || return 0
  safety="$SAFETY-$RESTORE_ID"
  # One that came to nothing in an earlier attempt is no reason to give up in this one.
  read_safety_backup
  case $safety_phase in Failed | Skipped) discard_safety_backup ;; esac
  create_safety_backup
  while :; do
    await safety_over
    case $safety_phase in
      Succeeded)
        log "safety backup $safety: Succeeded"
        return 0
        ;;
      Skipped)
        log "safety backup $safety was skipped: $safety_fault. Usually another backup is running; trying again"
        discard_safety_backup
        nap "$POLL_SECONDS"
        create_safety_backup
        ;;
      absent) create_safety_backup ;;
      *) fail "The safety backup $safety is $safety_phase: $safety_fault. Nothing was overwritten. Mend it, or leave it out (SafetyBackup.none) if the present data is not worth keeping." ;;
    esac
  done
}

read_safety_backup() {
  kube get "$BACKUPS" "$safety" -o "go-template=$BACKUP_TEMPLATE"
  case $? in
    0) ;;
    "$NOT_FOUND" | "$NO_KIND")
      safety_phase=absent safety_fault=
      return 0
      ;;
    *) refused "get $BACKUPS $safety" ;;
  esac
  safety_phase=Pending safety_fault=
  while read -r word rest; do
    case $word in
      deleting)
        safety_phase=deleting
        break
        ;;
      phase) safety_phase=$rest ;;
      fault) safety_fault="$safety_fault $rest" ;;
    esac
  done <"$reply"
  safety_fault=$(unquoted "${safety_fault# }")
}

safety_over() {
  read_safety_backup
  missing="the safety backup, BackupSession $safety, to finish; it is $safety_phase"
  case $safety_phase in Succeeded | Failed | Skipped | absent) ;; *) return 1 ;; esac
}

create_safety_backup() {
  cat >"$STATE_DIR/safety.json" <<BACKUP
{"apiVersion":"core.kubestash.com/v1alpha1","kind":"BackupSession","metadata":{"name":"$safety"},
"spec":{"invoker":{"apiGroup":"core.kubestash.com","kind":"BackupConfiguration","name":"$SAFETY"},"session":"$SAFETY_SESSION"}}
BACKUP
  act create --validate=ignore --field-manager=cdk8s-kubestash -f "$STATE_DIR/safety.json"
  case $? in
    0) log "created BackupSession $safety, the safety backup" ;;
    "$EXISTS") ;;
    "$INVALID") fail "The safety backup $safety was refused: $complaint. Nothing was overwritten. Mend it, or leave it out (SafetyBackup.none)." ;;
    *) refused "create $BACKUPS $safety" ;;
  esac
}

discard_safety_backup() {
  act delete "$BACKUPS" "$safety" --wait=false
  case $? in
    0 | "$NOT_FOUND") ;;
    *) refused "delete $BACKUPS $safety" ;;
  esac
}
