# shellcheck shell=sh
# The NetworkPolicy that keeps out who goes round the client Service, for the time of the halt.
#
# The record lists the policies there are: `<policy> <incarnation it isolates>[ stays]`, separated by `;`. `stays` means that the
# incarnation remains isolated when another one is opened.

POLICIES=networkpolicies.v1.networking.k8s.io

# plan_isolation — the record's list with this run's policy, in $isolation.
plan_isolation() {
  isolation=$record_isolation
  [ -n "$ISOLATION" ] || return 0
  isolated=${record_incarnation:-${PREVIOUS:-$TARGET}}
  keep=
  if [ "$ISOLATION_STAYS" = true ] && [ "$isolated" != "$TARGET" ]; then keep=' stays'; fi
  case ";$isolation" in
    *";$ISOLATION "*) ;;
    *) isolation="${isolation:+$isolation;}$ISOLATION $isolated$keep" ;;
  esac
}

isolate() {
  [ -n "$ISOLATION" ] || return 0
  act create --validate=ignore --field-manager=cdk8s-kubestash -f "$ISOLATION_FILE"
  case $? in
    0) log "NetworkPolicy $ISOLATION: only replicas, operators and this run reach the database" ;;
    "$EXISTS") ;;
    "$INVALID") fail "NetworkPolicy $ISOLATION was refused: $complaint" ;;
    *) refused "create $POLICIES $ISOLATION" ;;
  esac
}

# isolation_left — does the record, which says that an incarnation serves, list a policy that should be gone?
isolation_left() {
  while read -r policy isolated keep; do
    if [ -n "$policy" ] && { [ -z "$keep" ] || [ "$isolated" = "$record_incarnation" ]; }; then return 0; fi
  done <<POLICIES
$(printf '%s\n' "$record_isolation" | tr ';' '\n')
POLICIES
  return 1
}

# end_isolation INCARNATION — which has been opened: the policies about it go, and those that were for the time of the halt. What stays
# is in $isolation. It does not fail for them: the log says what is left to do.
end_isolation() {
  isolation=
  usual_patience=$FORBIDDEN_SECONDS
  FORBIDDEN_SECONDS=0
  while read -r policy isolated keep; do
    [ -n "$policy" ] || continue
    if [ -n "$keep" ] && [ "$isolated" != "$1" ]; then
      isolation="${isolation:+$isolation;}$policy $isolated $keep"
      continue
    fi
    act delete "$POLICIES" "$policy" --wait=false
    case $? in
      0) log "NetworkPolicy $policy: deleted" ;;
      "$NOT_FOUND") ;;
      *)
        isolation="${isolation:+$isolation;}$policy $isolated${keep:+ $keep}"
        log "NetworkPolicy $policy still isolates $isolated, and deleting it did not work: $complaint. Delete it by hand"
        ;;
    esac
  done <<POLICIES
$(printf '%s\n' "$record_isolation" | tr ';' '\n')
POLICIES
  FORBIDDEN_SECONDS=$usual_patience
}
