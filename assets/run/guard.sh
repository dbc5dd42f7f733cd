# shellcheck shell=sh
# The rebuild guard: a database that was created anew while backups of its previous life exist is not opened by itself.

STORAGES=backupstorages.v1alpha1.storage.kubestash.com
SNAPSHOTS=snapshots.v1alpha1.storage.kubestash.com

STORAGE_TEMPLATE='{{with .status}}{{with .phase}}phase {{.}}
{{end}}{{range .repositories}}{{if .synced}}synced {{.namespace}}/{{.name}}
{{end}}{{end}}{{end}}'

# guard — answers 0 when the target may be opened, else 1, and $objection says why not.
guard() {
  objection=
  [ -n "$GUARD_STORAGES$GUARD_REPOSITORIES" ] || return 0
  if ever_opened "$target_uid"; then return 0; fi
  guard_until=$(($(seconds) + GUARD_TIMEOUT))
  await backups_known_or_late
  if [ -n "$late" ]; then
    objection="It is not known whether there are backups of an earlier life of $TARGET: for $GUARD_TIMEOUT s it was waited for $late. Look at the BackupStorage; then restore a Snapshot, or resume to open the database as it is."
    return 1
  fi
  find_former_snapshot
  if [ -n "$former_count" ]; then
    objection="$TARGET_KIND $TARGET was created at $target_created, but there are backups of an earlier one: $former_count in all, the newest is Snapshot $former_newest. Restore one of them, or resume to open the database as it is."
    return 1
  fi
}

# backups_known_or_late — for await: what was backed up is known, or (then $late says what is missing) the time for that is over.
backups_known_or_late() {
  late=
  if backups_known; then return 0; fi
  [ "$(seconds)" -ge "$guard_until" ] || return 1
  late=$missing
}

backups_known() {
  synced=' '
  for storage in $GUARD_STORAGES; do
    missing="BackupStorage $storage to be Ready"
    kube get "$STORAGES" "${storage#*/}" --namespace="${storage%%/*}" -o "go-template=$STORAGE_TEMPLATE"
    case $? in
      0) ;;
      "$NOT_FOUND" | "$NO_KIND") return 1 ;;
      *) refused "get $STORAGES $storage" ;;
    esac
    storage_phase=
    while read -r word rest; do
      case $word in
        phase) storage_phase=$rest ;;
        synced) synced="$synced$rest " ;;
      esac
    done <"$reply"
    [ "$storage_phase" = Ready ] || return 1
  done
  for repository in $GUARD_REPOSITORIES; do
    missing="Repository $repository to be synced by its BackupStorage"
    case $synced in *" $NAMESPACE/$repository "*) ;; *) return 1 ;; esac
  done
}

# find_former_snapshot — how many Snapshots of a database of this name are older than the target, in $former_count (empty: none), and
# the newest of them, in $former_newest. A Snapshot is as old as its backup, not as the object, which may have been synced just now.
# Times are compared as text: all of them are RFC 3339 in UTC.
find_former_snapshot() {
  kube get "$SNAPSHOTS" -l "kubestash.com/app-ref-name=$TARGET,kubestash.com/app-ref-kind=$TARGET_KIND" -o 'go-template=
{{- $newest := ""}}{{$of := ""}}
{{- range .items}}{{$namespace := .metadata.namespace}}{{$time := .metadata.creationTimestamp}}{{$phase := ""}}{{$app := ""}}
{{- with .status}}{{with .snapshotTime}}{{$time = .}}{{end}}{{with .phase}}{{$phase = .}}{{end}}{{end}}
{{- with .spec}}{{with .appRef}}{{with .namespace}}{{$namespace = .}}{{end}}{{$app = printf "%v/%v/%v" .kind $namespace .name}}{{end}}{{end}}
{{- if and (eq $app "'"$TARGET_KIND/$NAMESPACE/$TARGET"'") (ne $phase "Failed") (lt $time "'"$target_created"'")}}former
{{if gt $time $of}}{{$of = $time}}{{$newest = .metadata.name}}{{end}}{{end}}{{end}}newest {{$newest}} of {{$of}}
'
  case $? in
    0) ;;
    "$NO_KIND" | "$NOT_FOUND") : >"$reply" ;;
    *) refused "list $SNAPSHOTS" ;;
  esac
  former_count='' former_newest=
  while read -r word rest; do
    case $word in
      former) former_count=$((${former_count:-0} + 1)) ;;
      newest) former_newest=$rest ;;
    esac
  done <"$reply"
}
