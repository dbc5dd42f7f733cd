#!/bin/sh
# Builds a GitOps controller from its Go module: build.sh flux OUTDIR
# OUTDIR gets the program, and what else of the module it is started with.
# Nothing is built when nothing has changed since the last time.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tool=$1
out=$2/$tool
mkdir -p "$out"
out=$(CDPATH='' cd -- "$out" && pwd)
cd "$here/$tool"

export GOFLAGS=-buildvcs=false

hash=$({ go version; cat -- *; cat ../build.sh; } | sha256sum | cut -d ' ' -f 1)
if [ "$(cat "$out/sha256" 2>/dev/null)" = "$hash" ]; then
  echo "up to date: $out"
  exit 0
fi

module() {
  go list -m -f '{{.Dir}}' "$1"
}

crds() {
  for file; do
    echo ---
    cat "$file"
  done >"$built/crds.yaml"
}

go mod download
built=$(mktemp -d "$out/build.XXXXXX")
trap 'rm -rf "$built"' EXIT
case $tool in
  flux)
    flux=$(module github.com/fluxcd/kustomize-controller)
    go build -trimpath -ldflags '-s -w' -o "$built/controller" github.com/fluxcd/kustomize-controller
    crds "$flux"/config/crd/bases/*.yaml
    echo "$flux" | sed 's/.*@//' >"$built/version"
    ;;
esac
mv -f "$built"/* "$out"
printf '%s\n' "$hash" >"$out/sha256"
echo "built: $out"
