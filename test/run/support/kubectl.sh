#!/bin/sh
# Stands in for kubectl where a real API server makes no sense: errors that it cannot be asked for.
#
# A call is named by its verb and its resource without group: get-leases, patch-services, create-FILE's kind. The answers to a name lie
# in $FAKE/<name>.1, .2, … and the last one of them is repeated: first line exit code, then standard output; `.err` is standard error.
# Every call is kept in $FAKE/calls, one file each: its name, then its arguments, one per line.
verb='' what='' expect='' file=''
for argument in "$@"; do
  case $expect:$argument in
    file:*) file=$argument expect='' ; continue ;;
    skip:*) expect='' ; continue ;;
  esac
  case $argument in
    -f) expect=file ;;
    -o | -l | -p) expect=skip ;;
    -*) ;;
    *) if [ -z "$verb" ]; then verb=$argument; elif [ -z "$what" ]; then what=${argument%%.*}; fi ;;
  esac
done
if [ -n "$file" ]; then
  what=$(cat "$file" | tr ',{' '\n\n' | tr -d '" ' | grep '^kind:' | head -n 1 | cut -d : -f 2)
  cp "$file" "$FAKE/created-$what"
fi
name=$verb-$what

number=$(($(cat "$FAKE/count" 2>/dev/null || echo 0) + 1))
echo "$number" >"$FAKE/count"
{
  echo "$name"
  for argument in "$@"; do printf '%s\0' "$argument"; done
} >"$FAKE/calls/$(printf %04d "$number")"

turn=$(($(cat "$FAKE/$name.turn" 2>/dev/null || echo 0) + 1))
[ -e "$FAKE/$name.$turn" ] || turn=$((turn - 1))
echo "$turn" >"$FAKE/$name.turn"
if ! [ -e "$FAKE/$name.$turn" ]; then
  echo "Error from server (NotFound): nothing is known of $name" >&2
  exit 1
fi
if [ -e "$FAKE/$name.$turn.err" ]; then cat "$FAKE/$name.$turn.err" >&2; fi
{
  read -r code
  cat
} <"$FAKE/$name.$turn"
exit "$code"
