#!/bin/sh
# Programs in JavaScript, in a folder of their own: npm.sh FOLDER PACKAGE...
set -eu

folder=$1
shift
[ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ] || exit 0
rm -rf "$folder"
mkdir -p "$folder"
printf '{"name":"servers","private":true}\n' >"$folder/package.json"
# What scripts would build are extras of the programs.
npm install --prefix "$folder" --silent --no-audit --no-fund --ignore-scripts "$@"
printf '%s' "$*" >"$folder/packages"
