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
  INSECURE=''
  if has_tls && [ -z "$CA" ]; then
    case $("$CLI" --help 2>&1) in
      *--insecure*) INSECURE=--insecure ;;
      # None before 6.2 has it.
      *) needs_authority "$CLI" ;;
    esac
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
    [ -z "$CA" ] || set -- "$@" --cacert "$CA"
    [ -z "$INSECURE" ] || set -- "$@" "$INSECURE"
    [ -z "$CERT" ] || set -- "$@" --cert "$CERT" --key "$KEY"
  fi
  limited "$SECONDS_EACH" "$CLI" -h "$host" -p "$DB_PORT" "$@"
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

# Each line is a command. The exit status of the client tells nothing: errors are replies, also within other replies.
client_query() {
  # -c: a member of a cluster sends us on to the one that has the key.
  set -- --no-raw -c
  # The client takes any other text for 0.
  case ${DB_NAME:-} in
    *[!0-9]*)
      printf 'a database of Redis is a number, not: %s\n' "$DB_NAME" >&2
      return 1
      ;;
  esac
  if [ -n "${DB_NAME:-}" ]; then
    # Where there is no such database, older clients stay in the first one, and say nothing.
    reply=$(printf 'SELECT %s\n' "$DB_NAME" | cli "$DB_HOST" --no-raw 2>&1) || :
    [ "$reply" = OK ] || {
      printf '%s\n' "$reply" >&2
      return 1
    }
    set -- "$@" -n "$DB_NAME"
  fi
  reply=$(printf '%s\nECHO %s\n' "$STATEMENT" "$END" | cli "$DB_HOST" "$@" 2>&1) || {
    printf '%s\n' "$reply" >&2
    return 1
  }
  # What was only queued, or stands behind `quit`, was not executed: then the end is not echoed.
  reply=$(printf '%s' "${reply%\"}" | to_end) || return
  reply=${reply%\"}
  printf '%s' "$reply"
  ! printf '%s\n' "$reply" | has_errors
}

# Whether one of the lines is an error; prints it.
has_errors() {
  while IFS= read -r line; do
    unnumbered "$line"
    case $reply in
      '(error)'* | 'AUTH failed'* | 'Could not connect'* | 'Error: '* | 'Invalid argument(s)'*)
        printf '%s\n' "$reply" >&2
        return 0
        ;;
    esac
  done
  return 1
}

# Sets `reply` to a line without the numbers of the lists that it is in.
unnumbered() {
  reply=$1
  while :; do
    case $reply in
      ' '*) reply=${reply# } ;;
      [0-9]*') '*)
        case ${reply%%') '*} in *[!0-9]*) break ;; esac
        reply=${reply#*') '}
        ;;
      *) break ;;
    esac
  done
}

# What a command says beside values (OK, QUEUED) is its value only where there is no other.
client_value() {
  status=''
  while IFS= read -r line || [ -n "$line" ]; do
    unnumbered "$line"
    case $reply in
      '' | '-> Redirected '*) continue ;;
      '(nil)' | '(empty '*) return 1 ;;
      '('*') '*) printf '%s' "${reply#*') '}" ;;
      '"'*) unescaped "$reply" ;;
      *)
        status=${status:-$reply}
        continue
        ;;
    esac
    return 0
  done
  [ -n "$status" ] && printf '%s' "$status"
}

# A string between double quotes as it is meant: bytes that no terminal shows stand in it as `\xc3`.
unescaped() {
  rest=${1#\"}
  rest=${rest%\"}
  text=''
  while :; do
    case $rest in
      *\\*)
        text=$text${rest%%\\*}
        rest=${rest#*\\}
        case $rest in
          x[0-9a-f][0-9a-f]*)
            hex=${rest#x}
            rest=${hex#??}
            text=$text$(printf '\\0%03o' "0x${hex%"$rest"}")
            ;;
          \"*)
            text="$text\""
            rest=${rest#?}
            ;;
          *)
            hex=${rest#?}
            text=$text\\${rest%"$hex"}
            rest=$hex
            ;;
        esac
        ;;
      *) break ;;
    esac
  done
  printf '%b' "$text$rest"
}

client_reason() {
  case $1 in
    *WRONGPASS* | *NOAUTH* | *'invalid password'* | *'invalid username-password'*) printf 'credentials' ;;
    *NOPERM*) printf 'rights' ;;
    # Clients before 6.0 know neither TLS nor users.
    *'Unrecognized option or bad number of args'*) printf 'client' ;;
  esac
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

# field NAME LINE: sets `value` to that of a field in a line of CLIENT LIST. No process is made: there may be thousands of lines.
field() {
  value=" $2"
  value=${value#*" $1="}
  value=${value%% *}
}

# Sets SENTINELS to `address/name` of those that watch this server. Everybody may call himself so; a Sentinel has subscribed.
find_sentinels() {
  SENTINELS=' '
  case $(printf 'PUBSUB NUMSUB __sentinel__:hello\n' | cli "$1" --no-raw 2>/dev/null) in
    *'(integer) 0' | *'"0"') return 0 ;;
    *'(integer)'*) ;;
    *) return 0 ;;
  esac
  while IFS= read -r line; do
    case $line in
      *' name=sentinel-'????????'-pubsub '*)
        field sub "$line"
        [ "$value" != 0 ] || continue
        field addr "$line"
        address=${value%:*}
        field name "$line"
        SENTINELS="$SENTINELS$address/${value%-pubsub} "
        ;;
    esac
  done <"$DIR/clients"
}

is_sentinel() {
  case $1 in
    *' name=sentinel-'????????'-pubsub '* | *' name=sentinel-'????????'-cmd '*) ;;
    *) return 1 ;;
  esac
  field addr "$1"
  address=${value%:*}
  field name "$1"
  case $SENTINELS in
    *" $address/${value%-*} "*) return 0 ;;
    *) return 1 ;;
  esac
}

# The newest session is our own; numbers of sessions only grow.
newest() {
  newest=0
  while IFS= read -r line; do
    field id "$line"
    [ "$value" -le "$newest" ] || newest=$value
  done <"$DIR/clients"
}

sessions_mark() {
  client_list "$1" >"$DIR/clients" || return
  newest
  printf '%s\n' "$newest"
}

# sessions OLDER|YOUNGER HOST MARK: the lines of clients on one side of the mark: not replication, not Sentinels, not what runs
# beside the server.
sessions() {
  client_list "$2" >"$DIR/clients" || return
  find_sentinels "$2"
  newest
  while IFS= read -r line; do
    field id "$line"
    case $1 in
      older) [ "$value" -lt "$3" ] || continue ;;
      *) { [ "$value" -gt "$3" ] && [ "$value" -lt "$newest" ]; } || continue ;;
    esac
    field flags "$line"
    case $value in *[MS]*) continue ;; esac
    case $line in *' addr=127.0.0.1:'* | *' addr=[::1]:'* | *' addr=/'*) continue ;; esac
    ! is_sentinel "$line" || continue
    printf '%s\n' "$line"
  done <"$DIR/clients"
}

sessions_end() {
  sessions older "$1" "$2" >"$DIR/old" || return
  [ -s "$DIR/old" ] || return 0
  while IFS= read -r line; do
    field id "$line"
    printf 'CLIENT KILL ID %s\n' "$value"
  done <"$DIR/old" | cli "$1" --no-raw >"$DIR/killed" 2>&1 || :
  # A session that went by itself is none that could not be ended.
  while IFS= read -r line; do
    case $line in
      *'No such client'*) ;;
      '(error)'*)
        printf '%s\n' "$line" >&2
        return 1
        ;;
    esac
  done <"$DIR/killed"
  sessions older "$1" "$2" >"$DIR/old" || return
  while IFS= read -r line; do
    field id "$line"
    id=$value
    field addr "$line"
    address=$value
    field age "$line"
    printf 'session %s from %s, %s s old\n' "$id" "$address" "$value"
  done <"$DIR/old"
}

sessions_later() {
  sessions younger "$1" "$2" >"$DIR/later" || return
  count=0
  while IFS= read -r line; do
    count=$((count + 1))
  done <"$DIR/later"
  printf '%s\n' "$count"
}

client_main "$@"
