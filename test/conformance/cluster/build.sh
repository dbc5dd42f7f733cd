#!/bin/sh
# Builds the conformance cluster: build.sh [OUTDIR]
# OUTDIR gets `cluster` and `kubectl`. Nothing is built when the sources have
# not changed since the last time.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=${1:-$(CDPATH='' cd -- "$here/.." && pwd)/.cache}
mkdir -p "$out"
out=$(CDPATH='' cd -- "$out" && pwd)

version=$(sed -n 's,^.*k8s.io/kubernetes v,v,p' "$here/go.mod" | head -n 1)
hash=$(
  cd "$here"
  {
    go version
    find . -type f \( -name '*.go' -o -name 'go.mod' -o -name 'go.sum' -o -name 'build.sh' \) ! -name '*_test.go' |
      LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -d ' ' -f 1
)

if [ -x "$out/cluster" ] && [ -x "$out/kubectl" ] && [ "$(cat "$out/cluster.sha256" 2>/dev/null)" = "$hash" ]; then
  echo "up to date: $out/cluster"
  exit 0
fi

cd "$here"
minor=${version#v1.}
base=k8s.io/component-base/version
flags="-s -w -X $base.gitVersion=$version -X $base.gitMajor=1 -X $base.gitMinor=${minor%%.*} -X k8s.io/client-go/pkg/version.gitVersion=$version"
built=$(mktemp -d "$out/build.XXXXXX")
trap 'rm -rf "$built"' EXIT
go build -trimpath -ldflags "$flags" -o "$built/cluster" .
go build -trimpath -ldflags "$flags" -o "$built/kubectl" ./kubectl
printf '%s\n' "$hash" >"$built/cluster.sha256"
mv -f "$built/kubectl" "$built/cluster" "$built/cluster.sha256" "$out"
echo "built: $out/cluster"
