#!/bin/sh
# Builds a GitOps controller, or Helm, from its Go module: build.sh flux|argo|helm OUTDIR
# OUTDIR gets the program, and what else of the module it is started with.
# Nothing is built when nothing has changed since the last time.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tool=$1
out=$2/$tool
mkdir -p "$out"
out=$(CDPATH='' cd -- "$out" && pwd)
cd "$here/$tool"

# The module says which Go it wants; a newer one comes from the module proxy.
export GOTOOLCHAIN=auto GOFLAGS=-buildvcs=false

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
  argo)
    argo=$(module github.com/argoproj/argo-cd/v3)
    # Its metrics listen on all addresses, which nothing in a test should: built from a copy with one line changed.
    cp -rl "$argo" "$built/source"
    rm "$built/source/controller/appcontroller.go"
    sed 's/"0\.0\.0\.0:%d"/"127.0.0.1:%d"/' "$argo/controller/appcontroller.go" >"$built/source/controller/appcontroller.go"
    cp go.mod go.sum "$built"
    go mod edit -replace "github.com/argoproj/argo-cd/v3=$built/source" "$built/go.mod"
    go build -trimpath -modfile "$built/go.mod" -ldflags '-s -w' -o "$built/controller" .
    crds "$argo"/manifests/crds/*-crd.yaml
    mkdir "$built/bin"
    install -m 0755 "$argo/hack/git-verify-wrapper.sh" "$built/bin/git-verify-wrapper.sh"
    rm -rf "$built/source" "$built/go.mod" "$built/go.sum"
    echo "$argo" | sed 's/.*@//' >"$built/version"
    ;;
  helm)
    go build -trimpath -ldflags '-s -w' -o "$built/helm" helm.sh/helm/v3/cmd/helm
    module helm.sh/helm/v3 | sed 's/.*@//' >"$built/version"
    ;;
esac
rm -rf "${out:?}/bin"
mv -f "$built"/* "$out"
printf '%s\n' "$hash" >"$out/sha256"
echo "built: $out"
