#!/bin/sh
# Writes docs/captures/*.txt anew: what the main commands print on a terminal of 100 columns, on a cluster in a file.
set -eu
cd "$(dirname "$0")/.."
exec node -r ts-node/register/transpile-only -r tsconfig-paths/register scripts/captures.ts
