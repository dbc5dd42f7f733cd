#!/bin/sh
# Programs in Go, built in a folder of their own: go.sh FOLDER NAME=PACKAGE@VERSION...
set -eu

folder=$1
shift
[ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ] || exit 0
rm -rf "$folder"
mkdir -p "$folder/bin"
cd "$folder"
# Not `go install`: it refuses modules that replace others.
go mod init servers 2>/dev/null
for one in "$@"; do
  go get "${one#*=}"
done
for one in "$@"; do
  package=${one#*=}
  go build -mod=mod -o "bin/${one%%=*}" "${package%@*}"
done
printf '%s' "$*" >packages
