# shellcheck shell=sh
# kubectl: one attempt (kube_once), or with bounded retries (kube). What it printed is in the file $reply.
#
# Resources are named with their version (`leases.v1.coordination.k8s.io`): of a name without it kubectl takes the first word of the
# group for the version, finds nothing, and asks the API server anew for all it has, at every call.

# What an attempt can come to, besides 0.
NO_KIND=43     # the API server does not know the resource (yet)
NOT_FOUND=44   # no such object
EXISTS=45      # created before
CONFLICT=46    # changed since it was read
INVALID=47     # refused for what it says, by the API server or a webhook
FORBIDDEN=48   # no right to do it (yet)
UNREACHABLE=49 # no answer, or one that says: try again

# prepare_kube — where the files of kubectl are, and whom it talks to.
prepare_kube() {
  reply=$STATE_DIR/reply
  complaints=$STATE_DIR/complaints
  complaint=
  # kubectl overlooks the Pod's own account as soon as it is given --request-timeout: say explicitly what it would find by itself.
  # The token is named by its file, because it changes.
  if [ -z "${KUBECONFIG-}" ] && [ -n "${KUBERNETES_SERVICE_HOST-}" ] && [ -r "$ACCOUNT_DIR/token" ]; then
    case $KUBERNETES_SERVICE_HOST in
      *:*) server=https://[$KUBERNETES_SERVICE_HOST]:$KUBERNETES_SERVICE_PORT ;;
      *) server=https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT ;;
    esac
    cat >"$STATE_DIR/kubeconfig" <<KUBECONFIG
apiVersion: v1
kind: Config
clusters: [{name: here, cluster: {server: "$server", certificate-authority: "$ACCOUNT_DIR/ca.crt"}}]
users: [{name: run, user: {tokenFile: "$ACCOUNT_DIR/token"}}]
contexts: [{name: run, context: {cluster: here, user: run}}]
current-context: run
KUBECONFIG
    KUBECONFIG=$STATE_DIR/kubeconfig
    export KUBECONFIG
  fi
}

# kube_once ARGUMENT… — one attempt. Answers 0 or one of the codes above; then $complaint is what kubectl said, in one line.
# kubectl runs in the background so that a signal does not have to wait for it.
kube_once() {
  "$KUBECTL" ${KUBE_CONTEXT:+--context="$KUBE_CONTEXT"} --namespace="$NAMESPACE" --request-timeout="$REQUEST_TIMEOUT" \
    --cache-dir="$STATE_DIR/cache" "$@" >"$reply" 2>"$complaints" &
  if wait "$!"; then
    complaint=
    return 0
  fi
  read_complaint
  case $complaint in
    *"doesn't have a resource type"* | *'no matches for kind'* | *'could not find the requested resource'*) return "$NO_KIND" ;;
    *'denied the request'*) return "$INVALID" ;;
    *'(Forbidden)'*) return "$FORBIDDEN" ;;
    *'(NotFound)'*) if [ -n "$only_absent" ]; then return "$NOT_FOUND"; else return "$UNREACHABLE"; fi ;;
    *'(AlreadyExists)'*) return "$EXISTS" ;;
    *'(Conflict)'*) return "$CONFLICT" ;;
    *'(Invalid)'* | *' is invalid: '* | *'(BadRequest)'* | *'error validating'* | *'error parsing'*) return "$INVALID" ;;
    *) return "$UNREACHABLE" ;;
  esac
}

# read_complaint — what went wrong, in one line, without kubectl's notes and warnings, which other calls make it print as well. Asked
# for several objects, kubectl has something to say about each: only when all it says is that some do not exist, $only_absent is set.
read_complaint() {
  complaint='' only_absent=yes
  while IFS= read -r line; do
    case $line in
      '' | [EWIF][0-9][0-9][0-9][0-9]' '* | Warning:*) continue ;;
      *'(NotFound)'*) ;;
      *) only_absent='' ;;
    esac
    complaint="${complaint:+$complaint }$line"
  done <"$complaints"
  [ -n "$complaint" ] || complaint=$(cat "$complaints")
  complaint=$(plain "$complaint" | cut -c 1-2000)
}

# again ANSWER SINCE PAUSE WHAT — after an attempt: naps and answers 0 when another one is worth while.
again() {
  case $1 in
    "$UNREACHABLE")
      patience=$RETRY_SECONDS
      excuse="the API server does not answer as it should"
      ;;
    "$FORBIDDEN")
      patience=$FORBIDDEN_SECONDS
      excuse="no permission; the Role or the RoleBinding may be late"
      ;;
    *) return 1 ;;
  esac
  [ "$(($(seconds) - $2))" -lt "$patience" ] || return 1
  remind "$4: $excuse; trying again for up to $patience s. $complaint"
  nap "$3"
}

# longer PAUSE — the pause after this one, in $pause: 1, 2, 4, 8, then 10 seconds.
longer() { pause=$(($1 < 5 ? $1 * 2 : 10)); }

# kube ARGUMENT… — attempts until there is an answer; ends the script when there is none.
kube() {
  kube_since=$(seconds)
  kube_pause=1
  while :; do
    kube_once "$@" && return 0
    kube_answer=$?
    again "$kube_answer" "$kube_since" "$kube_pause" "kubectl $1 $2" || break
    longer "$kube_pause"
    kube_pause=$pause
  done
  case $kube_answer in
    "$UNREACHABLE" | "$FORBIDDEN") refused "kubectl $1 $2" ;;
    *) return "$kube_answer" ;;
  esac
}

# act ARGUMENT… — a change outside the record. The record is read before every attempt, so that a run that was superseded changes
# nothing any more. Answers like kube_once.
act() {
  act_since=$(seconds)
  act_pause=1
  while :; do
    hold
    kube_once "$@" && return 0
    act_answer=$?
    again "$act_answer" "$act_since" "$act_pause" "kubectl $1 $2" || return "$act_answer"
    longer "$act_pause"
    act_pause=$pause
  done
}

# refused WHAT — ends the script: the API server did not let it go on. The record is told, if it can be.
refused() {
  log "giving up: $1: $complaint"
  last_words "$1: $complaint"
  leave_word "The API server refused $1: $complaint. Mend that; the Job tries again, or delete the Job to have it made anew."
  exit "$REFUSED"
}
