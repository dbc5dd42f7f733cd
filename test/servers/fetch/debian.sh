#!/bin/sh
# Servers and clients of a suite of Debian, in the present folder: debian.sh SUITE PACKAGE...
# apt keeps its state there too, so nothing of the machine is touched. Programs are started through the suite's own loader and
# libraries, hence a wrapper in the place of each.
set -eu

suite=$1
shift
folder=$(pwd)
root=$folder/root
mkdir -p state/lists/partial cache/archives/partial root
: >"$folder/state/status"

# The mirror that the machine itself uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | grep -m 1 debian)
printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$mirror" "$suite" >"$folder/sources.list"

apt() {
  apt-get -qq -o Dir::State="$folder/state" -o Dir::State::status="$folder/state/status" -o Dir::Cache="$folder/cache" \
    -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null -o Acquire::Languages=none \
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false -o Debug::NoLocking=true "$@"
}

apt update
# Downloaded with what they depend on, unpacked, never configured.
apt --yes --download-only install "$@"
for package in "$folder"/cache/archives/*.deb; do
  dpkg-deb -x "$package" "$root"
done
rm -rf "$folder/cache" "$folder/state"

loader=$(find "$root" -name 'ld-linux-x86-64.so.2' -o -name 'ld-linux-aarch64.so.1' | head -n 1)
libraries=$(find "$root" -name '*.so' -o -name '*.so.*' | sed 's,/[^/]*$,,' | sort -u | grep -v -e '/plugin' -e '/gconv' -e perl | tr '\n' ':')
# Programs are to see the names that they are called by; a loader of before 2021 cannot tell them, so theirs end in .elf.
name='--argv0 "$0"'
"$loader" --help 2>/dev/null | grep -q -e --argv0 || name=''
wrap() {
  printf '#!/bin/sh\nexec %s %s --library-path %s %s.elf "$@"\n' "$loader" "$name" "$libraries" "$1" >"$1"
  chmod 755 "$1"
}
for program in "$root"/usr/bin/* "$root"/usr/sbin/* "$root"/usr/lib/postgresql/*/bin/*; do
  [ -f "$program" ] && [ ! -L "$program" ] && [ "$(head -c 4 "$program" | tail -c 3)" = ELF ] || continue
  mv "$program" "$program.elf"
  wrap "$program"
done
# Some programs are another by name.
for program in "$root"/usr/bin/* "$root"/usr/sbin/*; do
  [ -L "$program" ] && elf=$(readlink -f "$program").elf && [ -f "$elf" ] || continue
  rm "$program"
  ln -s "$elf" "$program.elf"
  wrap "$program"
done
