# shellcheck shell=sh
# The database that is to serve, and waiting for it and for anything else.

BINDINGS=appbindings.v1alpha1.appcatalog.appscode.com

TARGET_TEMPLATE='uid {{.metadata.uid}}
created {{.metadata.creationTimestamp}}
{{with .spec}}{{with .init}}{{with .initialized}}initialized {{.}}
{{end}}{{end}}{{end}}{{with .status}}{{with .phase}}phase {{.}}
{{end}}{{range .conditions}}condition {{.type}}={{.status}}
{{end}}{{end}}'

# read_target [RESOURCE NAME] — target_*; answers 1 when there is no such database (yet).
read_target() {
  target_uid='' target_created='' target_phase='' target_initialised='' target_conditions=''
  kube get "${1:-$TARGET_RESOURCE}" "${2:-$TARGET}" -o "go-template=$TARGET_TEMPLATE"
  target_answer=$?
  case $target_answer in
    0) ;;
    "$NOT_FOUND" | "$NO_KIND") return 1 ;;
    *) refused "get ${1:-$TARGET_RESOURCE} ${2:-$TARGET}" ;;
  esac
  while read -r word rest; do
    case $word in
      uid) target_uid=$rest ;;
      created) target_created=$rest ;;
      phase) target_phase=$rest ;;
      initialized) target_initialised=$rest ;;
      condition)
        target_conditions="$target_conditions $rest"
        [ "$rest" != Provisioned=True ] || target_initialised=true
        ;;
    esac
  done <"$reply"
}

# Waiting ------------------------------------------------------------------------------------------------------------------

# await CHECK — asks the function CHECK until it answers 0; until then it says in $missing what is missing. The record is renewed
# on the way, and read, so that a run that was superseded notices while it waits.
await() {
  await_pause=1
  until "$1"; do
    within_deadline "$missing"
    remind "waiting: $missing"
    nap "$(until_deadline "$await_pause")"
    longer "$await_pause"
    await_pause=$pause
    hold
  done
}

# until_deadline PAUSE — the pause, or what is left until the deadline.
until_deadline() {
  if [ "$DEADLINE" -eq 0 ] || [ -z "$record_halted_at" ]; then
    printf '%s' "$1"
  else
    time_left=$((record_halted_at + DEADLINE - $(seconds)))
    printf '%s' "$((time_left < 1 ? 1 : time_left < $1 ? time_left : $1))"
  fi
}

# within_deadline WHAT — ends the run when it has been at it for longer than it may.
within_deadline() {
  [ "$DEADLINE" -gt 0 ] && [ -n "$record_halted_at" ] || return 0
  [ "$(($(seconds) - record_halted_at))" -ge "$DEADLINE" ] || return 0
  fail "Given up $DEADLINE s after the halt. It was waiting for this: $1. Mend it and give the restore a new id, or open the database as it is with resume or rollback." "$TIMED_OUT"
}

# Checks for await -----------------------------------------------------------------------------------------------------------

target_exists() {
  missing="$TARGET_RESOURCE $TARGET to exist"
  read_target
}

# Ready and nothing less: Critical, for one, means that replicas are missing.
target_ready() {
  target_exists || return 1
  missing="$TARGET_RESOURCE $TARGET to be Ready; it is ${target_phase:-without a phase}${target_conditions:+ (}${target_conditions# }${target_conditions:+)}"
  [ "$target_phase" = Ready ]
}

# Ready, or made unready by a restore that failed: only another restore can mend that.
target_ready_or_spoiled() {
  target_ready && return 0
  case "$target_conditions " in *' DataRestored=False '*) target_reachable ;; *) return 1 ;; esac
}

# What a restore needs of a database that will not be Ready before it has its data: its AppBinding, and a pod that can be reached.
target_reachable() {
  target_exists || return 1
  missing="AppBinding $TARGET to exist"
  kube get "$BINDINGS" "$TARGET" -o name
  case $? in
    0) ;;
    "$NOT_FOUND" | "$NO_KIND") return 1 ;;
    *) refused "get $BINDINGS $TARGET" ;;
  esac
  missing="an endpoint behind the maintenance Service $MAINTENANCE"
  read_endpoints "$MAINTENANCE"
  [ "$endpoints" -gt 0 ]
}
