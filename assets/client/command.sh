#!/bin/sh
# Runs a command of the user's own image, and looks at the first line that it prints: command.sh WORD...
# Needs nothing but a POSIX shell beside it.
set -eu
# shellcheck source=expect.sh
. "${0%/*}/expect.sh"

problem=$(expectation_known) || {
  printf 'error: %s\n' "$problem" >&2
  exit 2
}
status=0
printed=$("$@") || status=$?
[ -z "$printed" ] || printf '%s\n' "$printed"
if [ "$status" -ne 0 ]; then
  printf 'error: the command failed with status %s\n' "$status" >&2
  exit "$status"
fi
expects || exit 0
if [ -n "$printed" ]; then
  set -- "${printed%%
*}"
else
  set --
fi
verdict=$(judge 'the command' "$@") || {
  printf 'error: %s\n' "$verdict" >&2
  exit 1
}
printf '%s\n' "$verdict"
