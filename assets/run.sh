#!/bin/sh
# shellcheck source-path=SCRIPTDIR/run
#
# The restore run: what halts, restores, checks and opens a database. docs/protocol.md is its contract.
#
#   run.sh halt                        take the record, halt the client Services, see them drained
#   run.sh restore                     bring the data back, or wait until the operators have
#   run.sh before-check NAME SECONDS   announce a check that may take that long
#   run.sh resume                      open the client Services, or leave them halted for a person
#   run.sh person halt|resume|rollback|show
#
# Needs a POSIX shell, kubectl and coreutils. Exit codes: 0 done or superseded, 1 failed (the record says why),
# 2 called wrongly, 3 the API server refused or did not answer, 4 timed out, 5 replaced by a later pod of the same Job.
#
# Reading order: this file, steps.sh (the run), person.sh (the commands of a person), then what they use:
# record.sh (who may act), services.sh (who can connect), target.sh, sessions.sh, backups.sh, isolation.sh, guard.sh,
# and below all of them kube.sh (kubectl with retries) and base.sh (time, log, naps).

# Nothing here means a file name pattern, and a variable that is not set is a mistake.
set -fu
LC_ALL=C
export LC_ALL

# In a pod all files lie side by side, in the source tree the others are in run/.
case $0 in
  */*) here=${0%/*} ;;
  *) here=. ;;
esac
[ ! -d "$here/run" ] || here=$here/run

# shellcheck source=base.sh
. "$here/base.sh"
# shellcheck source=kube.sh
. "$here/kube.sh"
# shellcheck source=record.sh
. "$here/record.sh"
# shellcheck source=services.sh
. "$here/services.sh"
# shellcheck source=target.sh
. "$here/target.sh"
# shellcheck source=sessions.sh
. "$here/sessions.sh"
# shellcheck source=backups.sh
. "$here/backups.sh"
# shellcheck source=isolation.sh
. "$here/isolation.sh"
# shellcheck source=guard.sh
. "$here/guard.sh"
# shellcheck source=steps.sh
. "$here/steps.sh"
# shellcheck source=person.sh
. "$here/person.sh"

usage() {
  printf '%s\n' 'usage: run.sh halt | restore | before-check NAME SECONDS | resume | person halt|resume|rollback|show' >&2
  exit "$MISUSED"
}

command=${1-}
[ "$#" -eq 0 ] || shift
case $command in
  halt | restore | resume)
    [ "$#" -eq 0 ] || usage
    prepare_run
    "step_$command"
    ;;
  before-check)
    [ "$#" -eq 2 ] || usage
    case $2 in '' | *[!0-9]*) usage ;; esac
    prepare_run
    step_before_check "$1" "$2"
    ;;
  person)
    [ "$#" -eq 1 ] || usage
    case $1 in halt | resume | rollback | show) ;; *) usage ;; esac
    prepare_person
    "person_$1"
    ;;
  *) usage ;;
esac
