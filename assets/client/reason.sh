# shellcheck shell=sh
# What it means that a client fails. Sourced. An engine may define
#
#   client_reason TEXT    prints one of the words below, or nothing if it knows no better

# reason TEXT: why a client says so.
#
#   unreachable   nobody is there: refused, no route, no such name, no answer in time
#   credentials   the server does not know the user or the password
#   rights        the user may not do this
#   certificate   one side does not trust the other, or only one of them speaks TLS
#   client        this client cannot speak with this server
#   error         anything else: somebody is there and says no
reason() {
  word=$(client_reason "$1")
  if [ -n "$word" ]; then
    printf '%s' "$word"
    return 0
  fi
  case $1 in
    *'certificate verify failed'* | *CERTIFICATE_VERIFY_FAILED* | *'certificate verification'* | *'unable to get local issuer'* | \
      *'self-signed certificate'* | *'self signed certificate'* | *'unknown ca'* | *'certificate required'* | *'x509: '* | *PKIX* | \
      *'SSL certificate problem'* | *'wrong version number'* | *WRONG_VERSION_NUMBER* | *'first record does not look like a TLS'* | \
      *'Certificate verification failure'* | *NotSslRecordException*) printf 'certificate' ;;
    *[Cc]'onnection refused'* | *ECONNREFUSED* | *ConnectionRefused* | *[Nn]'o route to host'* | *EHOSTUNREACH* | *[Nn]'etwork is unreachable'* | \
      *'Name or service not known'* | *'No address associated'* | *'Name does not resolve'* | *'could not translate host name'* | *'ame resolution'* | \
      *'nknown host'* | *'Unknown MySQL server host'* | *'Unknown server host'* | *UnknownHost* | *'no such host'* | *ENOTFOUND* | *EAI_AGAIN* | \
      *'not resolve'* | *'bad address'* | *[Cc]'onnection timed out'* | *[Cc]'onnect timed out'* | *'onnection timeout'* | *ETIMEDOUT* | \
      *'timeout expired'* | *"$KILLED"*) printf 'unreachable' ;;
    *) printf 'error' ;;
  esac
}

# Overridden by engines.
client_reason() {
  :
}

# Ends the script where trying again cannot help: give_up WORD HOST TEXT.
give_up() {
  case $1 in
    credentials) die "$2:$DB_PORT refuses the credentials of $(who): $3" ;;
    rights) die "$(who) has not the rights at $2:$DB_PORT: $3" ;;
    client) die "this client cannot speak with $2:$DB_PORT: $3" ;;
    certificate) die "TLS with $2:$DB_PORT fails: $3" ;;
  esac
}

who() {
  if [ -n "${DB_USERNAME:-}" ]; then
    printf 'user %s' "$DB_USERNAME"
  else
    printf 'the Secret'
  fi
}
