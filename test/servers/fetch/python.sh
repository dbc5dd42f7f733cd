#!/bin/sh
# Programs in Python, in an environment of their own: python.sh FOLDER PACKAGE...
set -eu

folder=$1
shift
[ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ] || exit 0
rm -rf "$folder"
python3 -m venv "$folder"
"$folder/bin/pip" install -q "$@"
printf '%s' "$*" >"$folder/packages"
