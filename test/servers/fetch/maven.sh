#!/bin/sh
# Programs for Java, with all they depend on, as jars in a folder: maven.sh FOLDER GROUP:ARTIFACT:VERSION...
set -eu

folder=$1
shift
[ "$(cat "$folder/artifacts" 2>/dev/null)" != "$*" ] || exit 0
rm -rf "$folder"
mkdir -p "$folder"
folder=$(CDPATH='' cd -- "$folder" && pwd)

{
  printf '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>\n'
  printf '<groupId>servers</groupId><artifactId>servers</artifactId><version>1</version><packaging>pom</packaging><dependencies>\n'
  for artifact in "$@"; do
    group=${artifact%%:*}
    rest=${artifact#*:}
    printf '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n' "$group" "${rest%%:*}" "${rest#*:}"
  done
  printf '</dependencies></project>\n'
} >"$folder/pom.xml"
mvn -q -B -f "$folder/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$folder/jars"
printf '%s' "$*" >"$folder/artifacts"
