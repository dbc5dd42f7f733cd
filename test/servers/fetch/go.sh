#!/bin/sh
# Programs in Go, built in the present folder: go.sh NAME=PACKAGE@VERSION...
set -eu

mkdir bin
# Not `go install`: it refuses modules that replace others.
go mod init servers 2>/dev/null
for one in "$@"; do
  go get "${one#*=}"
done
for one in "$@"; do
  package=${one#*=}
  go build -mod=mod -o "bin/${one%%=*}" "${package%@*}"
done
