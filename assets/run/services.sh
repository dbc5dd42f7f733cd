# shellcheck shell=sh
# The client Services: what they select, and whether anything can be reached through them.
#
# A Service is read before the record and patched with the resourceVersion of that reading (rule 3).

SLICES=endpointslices.v1.discovery.k8s.io

# What `kubectl get` prints for one name is an object, for several a List.
EACH='{{if eq .kind "List"}}{{range .items}}{{template "one" .}}{{end}}{{else}}{{template "one" .}}{{end}}'

SERVICES_TEMPLATE='{{define "one"}}{{$name := .metadata.name}}service {{$name}} {{.metadata.resourceVersion}} {{with .metadata.annotations}}{{with index . "cdk8s-kubestash/epoch"}}{{.}}{{end}}{{end}}
{{range $key, $value := .spec.selector}}label {{$name}} {{$key}}={{$value}}
{{end}}{{end}}'$EACH

ENDPOINTS_TEMPLATE='{{range .items}}{{$service := index .metadata.labels "kubernetes.io/service-name"}}{{range .endpoints}}{{range .addresses}}endpoint {{$service}}:{{.}}
{{end}}{{end}}{{end}}'

HALTED=cdk8s-kubestash/halted

# Routes -----------------------------------------------------------------------------------------------------------------

# find_route SERVICE INCARNATION ROUTES — the labels of the pods, `key=value,…`, in $route; empty when there is no such route.
find_route() {
  route=
  while read -r route_service route_incarnation route_labels; do
    if [ "$route_service" = "$1" ] && [ "$route_incarnation" = "$2" ]; then route=$route_labels; fi
  done <<ROUTES
$(printf '%s\n' "$3" | tr ';' '\n')
ROUTES
}

# add_routes ROUTES — to $merged, where it has none yet for that Service and incarnation.
add_routes() {
  while read -r route_service route_incarnation route_labels; do
    [ -n "$route_labels" ] || continue
    case ";$merged" in
      *";$route_service $route_incarnation "*) ;;
      *) merged="${merged:+$merged;}$route_service $route_incarnation $route_labels" ;;
    esac
  done <<ROUTES
$(printf '%s\n' "$1" | tr ';' '\n')
ROUTES
}

# merge_routes — in $merged: what the code says about the target, then what the record knows, then what the code says of before.
merge_routes() {
  merged=
  add_routes "$ROUTES"
  add_routes "$record_routes"
  add_routes "$PREVIOUS_ROUTES"
}

# recorded_services — the client Services of the record, for a person, in $SERVICES.
recorded_services() {
  SERVICES=
  while read -r route_service rest; do
    case " $SERVICES " in *" $route_service "*) continue ;; esac
    SERVICES="${SERVICES:+$SERVICES }$route_service"
  done <<ROUTES
$(printf '%s\n' "$record_routes" | tr ';' '\n')
ROUTES
}

# Reading ----------------------------------------------------------------------------------------------------------------

# read_services NAME… — into a file; those that do not exist are not in it.
read_services() {
  kube get services "$@" -o "go-template=$SERVICES_TEMPLATE"
  case $? in
    0 | "$NOT_FOUND") cat "$reply" >"$STATE_DIR/services" ;;
    *) refused "get services $*" ;;
  esac
}

# look_up SERVICE — what was read of it: $version (empty: it does not exist), $marked_epoch, and $selected, its `key=value` pairs.
look_up() {
  version='' marked_epoch='' selected=''
  while read -r word named rest; do
    [ "$named" = "$1" ] || continue
    case $word in
      service)
        version=${rest%% *}
        marked_epoch=${rest#"$version"}
        marked_epoch=${marked_epoch# }
        ;;
      label) selected="$selected $rest" ;;
    esac
  done <"$STATE_DIR/services"
}

# Changing ---------------------------------------------------------------------------------------------------------------

# want SERVICE INCARNATION open|halted — what it is to select: $wanted, as `key=value` pairs.
want() {
  find_route "$1" "$2" "$record_routes"
  wanted=$(printf '%s' "$route" | tr ',' ' ')
  if [ "$3" = halted ]; then
    # Without a route it keeps what it has: the label that no pod carries is what counts.
    [ -n "$wanted" ] || wanted=$selected
    case "$wanted " in *" $HALTED=true "*) ;; *) wanted="$wanted $HALTED=true" ;; esac
  elif [ -z "$route" ]; then
    fail "There is no route of Service $1 to $2 in the record, so it cannot be opened. Add it to the routes annotation of Lease $RECORD."
  fi
}

# right — does the Service select what it is wanted to, no more and no less?
right() {
  for pair in $wanted; do
    case "$selected " in *" $pair "*) ;; *) return 1 ;; esac
  done
  for pair in $selected; do
    case " $wanted " in *" $pair "*) ;; *) return 1 ;; esac
  done
}

# selector_json — $selected turned into $wanted, as a merge patch: keys that go are null.
selector_json() {
  json=
  for pair in $selected; do
    case " $wanted" in
      *" ${pair%%=*}="*) ;;
      *) json="$json,\"${pair%%=*}\":null" ;;
    esac
  done
  for pair in $wanted; do
    json="$json,\"${pair%%=*}\":\"${pair#*=}\""
  done
  printf '%s' "${json#,}"
}

# point_service SERVICE INCARNATION open|halted — one attempt, from what was read. Answers 1 when it has to be read again.
point_service() {
  look_up "$1"
  if [ -z "$version" ]; then
    absent="$absent $1"
    return 1
  fi
  want "$@"
  if right && [ "$marked_epoch" = "$epoch" ]; then return 0; fi
  case $3 in open) shown=serving ;; *) shown=halted ;; esac
  notes epoch "$epoch" state "$shown" incarnation "$2" restore "$record_restore" by "$BY"
  kube_once patch services "$1" --type=merge --field-manager=cdk8s-kubestash -o name \
    -p "{\"metadata\":{\"resourceVersion\":\"$version\",\"annotations\":{$notes}},\"spec\":{\"selector\":{$(selector_json)}}}"
  point_answer=$?
  case $point_answer in
    0) log "Service $1: $shown, for $2" ;;
    "$CONFLICT" | "$NOT_FOUND") return 1 ;;
    *)
      again "$point_answer" "$point_since" 1 "kubectl patch services $1" || refused "patch services $1"
      return 1
      ;;
  esac
}

# point_services INCARNATION open|halted [PATIENT] — until every client Service selects that, those included that do not exist yet.
# The Services were read before the record was (rule 3) when this is called. PATIENT is a command that may end the waiting.
point_services() {
  point_since=$(seconds)
  point_pause=1
  left=$SERVICES
  while :; do
    still_left='' absent=''
    for point in $left; do
      point_service "$point" "$1" "$2" || still_left="$still_left $point"
    done
    left=$still_left
    [ -n "$left" ] || return 0
    if [ -n "$absent" ]; then
      remind "waiting for the client Service$absent: not there yet"
      "${3:-:}" "the client Service$absent to exist"
      nap "$point_pause"
      longer "$point_pause"
      point_pause=$pause
    fi
    # shellcheck disable=SC2086 # names, separated by spaces
    read_services $left
    hold
  done
}

# Endpoints --------------------------------------------------------------------------------------------------------------

# read_endpoints SERVICE… — how many addresses are behind them, in $endpoints; some of them in $addresses.
# Every slice counts, also those that were made by hand or mirrored.
read_endpoints() {
  kube get "$SLICES" -l "kubernetes.io/service-name in ($(printf '%s' "$*" | tr ' ' ','))" \
    -o "go-template=$ENDPOINTS_TEMPLATE" || refused "list $SLICES"
  endpoints=0 addresses=
  while read -r word rest; do
    [ "$word" = endpoint ] || continue
    endpoints=$((endpoints + 1))
    [ "$endpoints" -gt 5 ] || addresses="${addresses:+$addresses, }$rest"
  done <"$reply"
}

# see_drained [PATIENT] — until no client Service has an endpoint in two readings one second apart.
see_drained() {
  empty_readings=0
  drain_tries=0
  while :; do
    # shellcheck disable=SC2086 # names, separated by spaces
    read_endpoints $SERVICES
    if [ "$endpoints" -eq 0 ]; then
      empty_readings=$((empty_readings + 1))
      [ "$empty_readings" -lt 2 ] || return 0
      nap 1
      continue
    fi
    empty_readings=0
    drain_tries=$((drain_tries + 1))
    if [ "$drain_tries" -le 10 ]; then
      blink
    else
      remind "waiting: halted, but $endpoints endpoints are left: $addresses. If they were made by hand, delete their EndpointSlice"
      "${1:-:}" 'the client Services to be drained'
      nap 2
      renew_when_due
    fi
  done
}

# see_endpoints — waits a minute at most for an address behind the first client Service. Opened it is either way.
see_endpoints() {
  first_service=${SERVICES%% *}
  seen_since=$(seconds)
  see_pause=1
  while [ "$(($(seconds) - seen_since))" -lt 60 ]; do
    read_endpoints "$first_service"
    if [ "$endpoints" -gt 0 ]; then
      log "Service $first_service has endpoints: $addresses"
      return 0
    fi
    nap "$see_pause"
    longer "$see_pause"
    see_pause=$pause
    renew_when_due
  done
  log "Service $first_service is open, but has no endpoint after a minute: are the pods of the database ready, and do they carry the labels that it selects?"
}
