#!/bin/sh
# The client of MongoDB: mongosh, or the older mongo where the image has no other.
set -eu
# shellcheck disable=SC1091
. "$(dirname "$0")/common.sh"

SECONDS_EACH=60

client_prepare() {
  MONGO=$(first_of mongosh mongo) || die 'this image has neither mongosh nor mongo'
  ME=$(json_string "${DB_USERNAME:-root}")
  # Credentials stand in a private file that the shell loads after it has connected without any.
  : >"$DIR/auth.js"
  if [ -n "$DB_PASSWORD" ]; then
    printf 'if (!db.getSiblingDB("admin").auth(%s, %s)) { throw new Error("Authentication failed."); }\n' \
      "$ME" "$(json_string "$DB_PASSWORD")" >"$DIR/auth.js"
  fi
  if has_tls && [ -n "$CERT" ]; then
    cat "$CERT" "$KEY" >"$DIR/client.pem"
  fi
}

# javascript HOST SCRIPT
javascript() {
  host=$1
  script=$2
  set -- --quiet --norc
  if has_tls; then
    set -- "$@" --tls
    if [ -n "$CA" ]; then set -- "$@" --tlsCAFile "$CA"; else set -- "$@" --tlsAllowInvalidCertificates; fi
    [ ! -s "$DIR/client.pem" ] || set -- "$@" --tlsCertificateKeyFile "$DIR/client.pem"
  fi
  database=${DB_NAME:-admin}
  use=''
  case $host in
    # Only a URI takes an address that has colons.
    *:*)
      set -- "$@" "mongodb://$(bracketed "$host"):$DB_PORT/admin?directConnection=true"
      use="db = db.getSiblingDB($(json_string "$database"));"
      ;;
    *) set -- "$@" --host "$host" --port "$DB_PORT" "$database" ;;
  esac
  limited "$SECONDS_EACH" "$MONGO" "$@" --eval "load(\"$DIR/auth.js\"); $use $script"
}

client_ping() {
  # The ping itself needs no rights, listing what one may see does.
  javascript "$1" 'if (db.adminCommand({ listDatabases: 1, nameOnly: true }).ok !== 1) { throw new Error("not ready"); }'
}

# `quit()` in a statement would leave out the rest of it. Declarations have no value: what the shell prints of its own accord, after
# the end, is that of the statement.
client_query() {
  javascript "$DB_HOST" "$STATEMENT
; var end_of_statement = print(\"$END\");" >"$DIR/printed" || {
    cat "$DIR/printed"
    return 1
  }
  printed=$(cat "$DIR/printed")
  case $printed in
    *"$END"*) ;;
    *)
      say "$printed"
      printf 'not all of the statement was executed\n' >&2
      return 1
      ;;
  esac
  value=${printed#*"$END"}
  printed=$(printf '%s' "${printed%%"$END"*}${value#?}")
  [ -z "$printed" ] || say "$printed"
  # The older shell only prints what a command answers.
  case $(replaced "$printed" ' ' '') in
    *'"ok":0,'* | *'ok:0,'*)
      printf 'a command failed\n' >&2
      return 1
      ;;
  esac
}

client_value() {
  IFS= read -r line || [ -n "$line" ] || return 1
  case $line in
    null | undefined) return 1 ;;
    Long\(* | NumberLong\(* | Decimal128\(* | NumberDecimal\(* | Int32\(*)
      line=${line#*\(}
      line=${line%\)*}
      line=${line#[\"\']}
      line=${line%[\"\']}
      ;;
  esac
  printf '%s' "$line"
}

client_reason() {
  case $1 in
    *'Authentication failed'* | *AuthenticationFailed* | *'Could not find user'*) printf 'credentials' ;;
    *'not authorized'* | *'requires authentication'* | *Unauthorized*) printf 'rights' ;;
    *'certificate'* | *'SSL routines'*) printf 'certificate' ;;
    *'Server selection timed out'*) printf 'unreachable' ;;
  esac
}

# Operations of clients on connections that began before a mark (numbers of connections only grow). Not those of other members
# (__system), not the greetings by which drivers watch a server, not what builds an index, which killOp must not be used for, and not
# what runs beside the server with the operator's user.
# shellcheck disable=SC2016
OPERATIONS='
function operations(idle) {
  var how = { allUsers: true, idleConnections: idle, idleSessions: true };
  if (db.adminCommand({ isMaster: 1 }).msg === "isdbgrid") { how.localOps = true; }
  return db.getSiblingDB("admin").aggregate([{ $currentOp: how }]).toArray().filter(function (op) {
    var users = (op.effectiveUsers || []).map(function (u) { return u.user; });
    var command = op.command || {};
    return op.client && users.indexOf("__system") < 0
      && !(command.hello || command.isMaster || command.ismaster || command.createIndexes)
      && !(/^127\.0\.0\.1:/.test(op.client) && users.indexOf(me) >= 0);
  });
}
function before(mark) {
  return function (op) { return op.connectionId === undefined || Number(op.connectionId) < mark; };
}'

sessions_mark() {
  javascript "$1" 'print(Number(db.adminCommand({ isMaster: 1 }).connectionId));'
}

# MongoDB cannot close connections of clients. What it can: abort transactions, close cursors and end operations.
sessions_end() {
  javascript "$1" "var me = $ME; $OPERATIONS
    function command(c) {
      var answer = db.adminCommand(c);
      if (answer.ok !== 1) { throw new Error(answer.errmsg); }
    }
    operations(false).filter(before($2)).forEach(function (op) {
      if (op.opid !== undefined) { command({ killOp: 1, op: op.opid }); }
    });
    command({ killAllSessions: [] });
    operations(false).filter(before($2)).forEach(function (op) {
      print([op.op || op.type, op.ns || '', 'from', op.client, op.appName || ''].join(' '));
    });"
}

sessions_later() {
  open=$(javascript "$1" "var me = $ME; $OPERATIONS print(operations(true).filter(before($2)).length);" 2>/dev/null) || open=0
  case $open in
    '' | 0 | *[!0-9]*) ;;
    *) warn "$1: $open connections are still open: MongoDB cannot close them, only isolation does" ;;
  esac
  javascript "$1" "var me = $ME; $OPERATIONS print(operations(false).filter(function (op) { return !before($2)(op); }).length);"
}

client_main "$@"
