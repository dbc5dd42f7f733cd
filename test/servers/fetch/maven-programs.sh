#!/bin/sh
# Programs that stand in a jar, or in an archive in it, laid out as those of Debian are: maven-programs.sh GROUP:ARTIFACT:VERSION
set -eu

sh "$(dirname "$0")/maven.sh" "$1"
mkdir root
unzip -q jars/*.jar -d unpacked
for archive in unpacked/*.txz; do
  [ ! -e "$archive" ] || tar -xJf "$archive" -C unpacked
done
mv "$(dirname "$(find unpacked -type d -name bin)")" root/usr
rm -rf unpacked jars
find root/usr -type d '(' -name bin -o -name scripts ')' -exec chmod -R 755 {} +
