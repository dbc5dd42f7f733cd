#!/bin/sh
# Programs that stand in a jar, or in an archive in it, laid out as those of Debian are: maven-programs.sh FOLDER GROUP:ARTIFACT:VERSION
set -eu

folder=$1
[ "$(cat "$folder/packages" 2>/dev/null)" != "$2" ] || exit 0
sh "$(dirname "$0")/maven.sh" "$folder" "$2"
rm -rf "$folder/root"
mkdir -p "$folder/root"
unzip -q "$folder"/jars/*.jar -d "$folder/unpacked"
for archive in "$folder"/unpacked/*.txz; do
  [ ! -e "$archive" ] || tar -xJf "$archive" -C "$folder/unpacked"
done
mv "$(dirname "$(find "$folder/unpacked" -type d -name bin)")" "$folder/root/usr"
rm -rf "$folder/unpacked" "$folder/jars"
find "$folder/root/usr" -type d '(' -name bin -o -name scripts ')' -exec chmod -R 755 {} +
printf '%s' "$2" >"$folder/packages"
