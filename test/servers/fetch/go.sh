#!/bin/sh
# Programs in Go, built in a folder of their own: go.sh FOLDER PACKAGE=MODULE@VERSION=NAME...
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
  package=${one%%=*}
  rest=${one#*=}
  go get "${rest%=*}"
  go build -mod=mod -o "bin/${rest#*=}" "$package"
done
printf '%s' "$*" >packages
