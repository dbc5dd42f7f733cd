#!/usr/bin/env bash
# An undo by time (examples/undo-by-time.ts), outside this repository and in other languages: each has to print the same
# bytes as the repository does. What is used of it are the packages that would be published.
#
# TypeScript, Python and Java synthesize; Go is type-checked against its bindings; for .NET the bindings are generated.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/test/languages
work=$(mktemp -d)
trap 'jobs -p | xargs -r kill 2>/dev/null || true; rm -rf "$work"' EXIT
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20 NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%4ss  %s\n' "$SECONDS" "$*"; }

# quietly COMMAND… — what it prints is shown if it fails only
quietly() {
  "$@" >"$work/log" 2>&1 || { local status=$?; cat "$work/log" >&2; printf 'failed (%s): %s\n' "$status" "$*" >&2; exit 1; }
}

# finished PID LOG — waits for what runs in the background
finished() {
  wait "$1" || { cat "$2" >&2; exit 1; }
}

# same LANGUAGE FOLDER — what a program has written is, byte by byte, what the repository writes
same() {
  diff -r "$work/expected" "$2" >"$work/log" || { head -n 40 "$work/log" >&2; printf '%s writes other YAML\n' "$1" >&2; exit 1; }
}

installed() { node -p "require('$root/node_modules/$1/package.json').version"; }
cdk8s=$(installed cdk8s)
constructs=$(installed constructs)

say "what programs need beside this library: cdk8s $cdk8s and constructs $constructs from PyPI and Maven Central"
{ python3 -m venv "$work/venv" && "$work/venv/bin/pip" install -q "cdk8s==$cdk8s" "constructs==$constructs"; } >"$work/pip.log" 2>&1 &
pip=$!
mvn=
if command -v mvn >/dev/null && command -v javac >/dev/null; then
  timeout 330 mvn -q -B -f "$here/java/pom.xml" dependency:copy-dependencies "-DoutputDirectory=$work/jars" \
    "-Dcdk8s.version=$cdk8s" "-Dconstructs.version=$constructs" "-Djsii.version=$(installed jsii-pacmak)" >"$work/mvn.log" 2>&1 &
  mvn=$!
fi

# A copy, so that the working tree stays as it is. What was compiled is taken along, if it is not older than its sources.
mkdir -p "$work/tree/test" "$work/tree/examples"
cd "$root"
cp -R .npmignore LICENSE README.md package.json tsconfig.json src assets scripts "$work/tree"
cp test/tsconfig.json "$work/tree/test"
cp examples/undo-by-time.ts "$work/tree/examples"
ln -s "$root/node_modules" "$work/tree/node_modules"
if [ -f .jsii ] && [ -d lib ] && [ -z "$(find src package.json -newer .jsii -print -quit)" ]; then cp -R .jsii lib "$work/tree"; fi
cd "$work/tree"
if [ ! -f .jsii ]; then
  say 'compiling'
  quietly npx jsii --silence-warnings=reserved-word
  quietly npx ts-node -T -P test/tsconfig.json scripts/one-file.ts
fi

say 'what the repository itself synthesizes'
CDK8S_OUTDIR=$work/expected quietly npx ts-node -T -P test/tsconfig.json -r tsconfig-paths/register examples/undo-by-time.ts

say 'packages for TypeScript, Python, Java, Go and .NET'
quietly npx jsii-pacmak --target js --outdir "$work/dist"
quietly npx jsii-pacmak --code-only --target python --target java --target go --target dotnet --outdir "$work/dist"

say 'TypeScript: install the tarball, compile strictly, synthesize'
mkdir "$work/typescript"
cd "$work/typescript"
cp "$root/examples/undo-by-time.ts" undo.ts
echo '{ "private": true }' >package.json
quietly npm install "$(echo "$work"/dist/js/*.tgz)" "cdk8s@$cdk8s" "constructs@$constructs" "typescript@$(installed typescript)"
quietly npx tsc --strict --target ES2022 --module nodenext undo.ts
quietly node undo.js
same TypeScript dist
quietly npx --no-install cdk8s-kubestash --help

say 'Python: install the generated package, synthesize'
finished "$pip" "$work/pip.log"
quietly "$work/venv/bin/pip" install -q "$work/dist/python"
mkdir "$work/python"
cd "$work/python"
quietly "$work/venv/bin/python" "$here/python/undo.py"
same Python dist

go=
if command -v go >/dev/null; then
  say 'Go: bindings of constructs and cdk8s, then type-check the program'
  quietly "$root/node_modules/.bin/jsii-pacmak" --code-only --target go --outdir "$work/dist" \
    "$root/node_modules/constructs" "$root/node_modules/cdk8s"
  mkdir "$work/go"
  cd "$work/go"
  cp "$here/go/undo.go" .
  cat >go.mod <<END
module undo

go 1.25

require (
	example.com/cdk8s-kubestash-go/cdk8skubestash v0.0.0
	github.com/aws/constructs-go/constructs/v10 v$constructs
	github.com/aws/jsii-runtime-go v$(installed jsii-pacmak)
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v$cdk8s
)

replace (
	example.com/cdk8s-kubestash-go/cdk8skubestash => $work/dist/go/cdk8skubestash
	github.com/aws/constructs-go/constructs/v10 => $work/dist/go/constructs
	github.com/aws/jsii-runtime-go => $here/go/runtime-stand-in
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 => $work/dist/go/cdk8s
)
END
  GOFLAGS=-mod=mod GOPROXY=off quietly go vet .
  go=yes
fi

if [ -n "$mvn" ]; then
  say 'Java: compile the generated package and the program, synthesize'
  finished "$mvn" "$work/mvn.log"
  mkdir "$work/java" "$work/classes"
  cd "$work/java"
  find "$work/dist/java/src/main/java" -name '*.java' >sources
  quietly javac -nowarn -proc:none -encoding UTF-8 -d "$work/classes" -cp "$work/jars/*" @sources "$here/java/Undo.java"
  cp -R "$work/dist/java/src/main/resources/." "$work/classes"
  quietly java -cp "$work/classes:$work/jars/*" Undo
  same Java dist
fi

say 'done'
echo 'TypeScript  ok: the packed tarball, compiled with tsc --strict, synthesizes the same bytes; its command line starts'
echo 'Python      ok: the generated package synthesizes the same bytes'
if [ -n "$mvn" ]; then
  echo 'Java        ok: the generated package, compiled with javac, synthesizes the same bytes'
else
  echo 'Java        generated only: there is no Maven or no JDK here'
fi
if [ -n "$go" ]; then
  echo 'Go          ok: the program type-checks against the generated bindings; it was not run'
else
  echo 'Go          generated only: there is no Go here'
fi
echo '.NET        generated only'
