#!/bin/sh
# Programs in JavaScript, in the present folder: npm.sh PACKAGE...
set -eu

printf '{"name":"servers","private":true}\n' >package.json
# What scripts would build are extras of the programs.
npm install --silent --no-audit --no-fund --ignore-scripts "$@"
