#!/bin/sh
# A program in Go, built in a copy of its module, to which a file is added that its own releases generate:
# go-main.sh NAME MODULE@VERSION PACKAGE FILE TEXT
set -eu

mkdir bin
go mod init servers 2>/dev/null
go get "$2"
cp -r "$(go list -m -f '{{.Dir}}' "${2%@*}")" module
chmod -R u+w module
printf '%s\n' "$5" >"module/$4"
(cd module && go build -o "../bin/$1" "$3")
rm -rf module
