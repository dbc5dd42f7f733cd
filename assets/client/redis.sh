#!/bin/sh
# The client of Redis and Valkey: redis-cli or valkey-cli.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=15

client_prepare() {
  CLI=$(first_of valkey-cli redis-cli) || die 'this image has neither redis-cli nor valkey-cli'
  if [ -n "$DB_PASSWORD" ]; then
    REDISCLI_AUTH=$DB_PASSWORD
    VALKEYCLI_AUTH=$DB_PASSWORD
    export REDISCLI_AUTH VALKEYCLI_AUTH
  fi
}

# redis-cli HOST [OPTION...], commands on standard input.
cli() {
  host=$1
  shift
  # The Secret names the user that exists by default; older servers know no users.
  case ${DB_USERNAME:-default} in
    default | root) ;;
    *) set -- "$@" --user "$DB_USERNAME" ;;
  esac
  if has_tls; then
    set -- "$@" --tls
    if [ -n "$CA" ]; then set -- "$@" --cacert "$CA"; else set -- "$@" --insecure; fi
    [ -z "$CERT" ] || set -- "$@" --cert "$CERT" --key "$KEY"
  fi
  limited "$SECONDS_EACH" "$CLI" -h "$host" -p "$DB_PORT" "$@"
}

# Errors are replies that begin with "(error)": the exit status of the client does not tell.
has_errors() {
  case "
$1" in
    *'
(error)'* | *'
AUTH failed'* | *'
Could not connect'* | *'
Error: '*) return 0 ;;
    *) return 1 ;;
  esac
}

client_ping() {
  reply=$(printf 'PING\n' | cli "$1" --no-raw 2>&1) || {
    printf '%s\n' "$reply"
    return 1
  }
  printf '%s\n' "$reply"
  case $reply in
    *PONG*) return 0 ;;
    *) return 1 ;;
  esac
}

client_query() {
  SECONDS_EACH=$TIMEOUT
  # -c: a member of a cluster sends us on to the one that has the key.
  reply=$(printf '%s\n' "$STATEMENT" | cli "$DB_HOST" --no-raw -c 2>&1) || {
    printf '%s\n' "$reply"
    return 1
  }
  printf '%s\n' "$reply"
  ! has_errors "$reply"
}

client_refused() {
  case $1 in
    *WRONGPASS* | *NOAUTH* | *'invalid password'* | *'invalid username-password'*) return 0 ;;
    *) return 1 ;;
  esac
}

# Value of a field in a line of CLIENT LIST.
field() {
  value=${2#*"$1="}
  printf '%s' "${value%% *}"
}

client_list() {
  list=$(printf 'CLIENT LIST\n' | cli "$1" 2>&1) || list="failed: $list"
  case $list in
    id=*) printf '%s\n' "$list" ;;
    *)
      printf '%s\n' "$list" >&2
      return 1
      ;;
  esac
}

# Lines of CLIENT LIST that are sessions of clients: not replication, not sentinels, not what runs beside the server.
only_clients() {
  while IFS= read -r line; do
    case $line in
      id=*) ;;
      *) continue ;;
    esac
    case $(field flags "$line") in
      *[MS]*) continue ;;
    esac
    case " $line" in
      *' name=sentinel-'* | *' addr=127.0.0.1:'* | *' addr=[::1]:'* | *' addr=/'*) continue ;;
    esac
    printf '%s\n' "$line"
  done
}

newest_id() {
  newest=0
  while IFS= read -r line; do
    case $line in
      id=*)
        id=$(field id "$line")
        [ "$id" -le "$newest" ] || newest=$id
        ;;
    esac
  done
  printf '%s\n' "$newest"
}

# The newest session is our own; numbers of sessions only grow.
sessions_mark() {
  lines=$(client_list "$1") || return
  printf '%s\n' "$lines" | newest_id
}

# sessions OLDER|YOUNGER LINES MARK: the lines of clients on one side of the mark.
sessions() {
  printf '%s\n' "$2" | only_clients | while IFS= read -r line; do
    id=$(field id "$line")
    case $1 in
      older) [ "$id" -lt "$3" ] || continue ;;
      *) [ "$id" -gt "$3" ] || continue ;;
    esac
    printf '%s\n' "$line"
  done
}

sessions_end() {
  lines=$(client_list "$1") || return
  old=$(sessions older "$lines" "$2")
  if [ -n "$old" ]; then
    printf '%s\n' "$old" | while IFS= read -r line; do
      printf 'CLIENT KILL ID %s\n' "$(field id "$line")"
    done | cli "$1" >/dev/null 2>&1 || :
  fi
  lines=$(client_list "$1") || return
  sessions older "$lines" "$2" | while IFS= read -r line; do
    printf 'session %s from %s, %s s old\n' "$(field id "$line")" "$(field addr "$line")" "$(field age "$line")"
  done
}

sessions_later() {
  lines=$(client_list "$1") || return
  count=0
  # Our own, this very one, is the newest.
  own=$(printf '%s\n' "$lines" | newest_id)
  for id in $(sessions younger "$lines" "$2" | while IFS= read -r line; do field id "$line"; printf '\n'; done); do
    [ "$id" = "$own" ] || count=$((count + 1))
  done
  printf '%s\n' "$count"
}

client_main "$@"
