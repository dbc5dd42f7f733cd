#!/bin/sh
# Programs for Java, with all they depend on, as jars in a folder of the present one: maven.sh GROUP:ARTIFACT:VERSION... [-GROUP:ARTIFACT...]
# What a minus stands before is left out: it lies in no repository that can be reached, and is not needed.
set -eu

without=''
for artifact in "$@"; do
  case $artifact in
    -*)
      artifact=${artifact#-}
      without="$without<exclusion><groupId>${artifact%:*}</groupId><artifactId>${artifact#*:}</artifactId></exclusion>"
      ;;
  esac
done
{
  printf '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>\n'
  printf '<groupId>servers</groupId><artifactId>servers</artifactId><version>1</version><packaging>pom</packaging><dependencies>\n'
  for artifact in "$@"; do
    case $artifact in -*) continue ;; esac
    rest=${artifact#*:}
    printf '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><exclusions>%s</exclusions></dependency>\n' \
      "${artifact%%:*}" "${rest%%:*}" "${rest#*:}" "$without"
  done
  printf '</dependencies></project>\n'
} >pom.xml
mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$(pwd)/jars"
