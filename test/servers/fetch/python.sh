#!/bin/sh
# Programs in Python, in an environment that is the present folder: python.sh PACKAGE...
set -eu

# The system's own comes first: other users, as whom clients run, may read it.
for python in /usr/bin/python3 python3; do
  "$python" -c 'import ensurepip' 2>/dev/null && break
done
"$python" -m venv .
bin/pip install -q "$@"
