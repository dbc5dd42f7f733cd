#!/bin/sh
# Programs in Python, in an environment of their own: python.sh FOLDER PACKAGE...
set -eu

folder=$1
shift
[ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ] || exit 0
rm -rf "$folder"
# The system's own comes first: other users, as whom clients run, may read it.
for python in /usr/bin/python3 python3; do
  "$python" -c 'import ensurepip' 2>/dev/null && break
done
"$python" -m venv "$folder"
"$folder/bin/pip" install -q "$@"
printf '%s' "$*" >"$folder/packages"
