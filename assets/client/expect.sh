# shellcheck shell=sh
# What a check expects of a value. Sourced; nothing but a POSIX shell is needed, and grep for `matches`.
#
#   EXPECT    runs (any value or none), atLeast, equals or matches
#   EXPECTED  the number, the text or the POSIX extended regular expression

# Whether the check asks for a value at all.
expects() {
  [ "${EXPECT:-runs}" != runs ]
}

# Whether EXPECT is something that is known; says what is wrong.
expectation_known() {
  case ${EXPECT:-runs} in
    runs | equals) ;;
    atLeast) decimal "${EXPECTED:-}" || {
      printf 'EXPECTED is not a number: %s\n' "${EXPECTED:-}"
      return 1
    } ;;
    matches)
      command -v grep >/dev/null 2>&1 || {
        printf 'this image has no grep, so nothing can be matched\n'
        return 1
      }
      status=0
      printf '\n' | grep -E -q -e "${EXPECTED:-}" 2>/dev/null || status=$?
      [ "$status" -le 1 ] || {
        printf 'EXPECTED is not a regular expression: %s\n' "${EXPECTED:-}"
        return 1
      }
      ;;
    *)
      printf 'EXPECT is none of runs, atLeast, equals and matches: %s\n' "$EXPECT"
      return 1
      ;;
  esac
}

# The expectation in words.
expectation() {
  case $EXPECT in
    atLeast) printf 'at least %s' "$EXPECTED" ;;
    equals) printf '"%s"' "$EXPECTED" ;;
    matches) printf 'something that matches %s' "$EXPECTED" ;;
  esac
}

# meets VALUE: whether it is what is expected.
meets() {
  case $EXPECT in
    atLeast)
      compare "$1" "$EXPECTED" && [ "$order" -ge 0 ]
      ;;
    equals)
      [ "$1" != "$EXPECTED" ] || return 0
      # Numbers are equal however they are written; what begins with a zero is a text.
      case $1/$EXPECTED in
        0[0-9]* | -0[0-9]* | +* | */0[0-9]* | */-0[0-9]* | */+*) return 1 ;;
      esac
      compare "$1" "$EXPECTED" && [ "$order" -eq 0 ]
      ;;
    matches) printf '%s\n' "$1" | grep -E -q -e "$EXPECTED" ;;
  esac
}

# decimal TEXT: fails if it is no number; else sets `sign`, and the digits of `whole` and `part` without zeros that say nothing.
decimal() {
  sign=''
  whole=$1
  exponent=0
  case $whole in
    -*) sign=- && whole=${whole#-} ;;
    +*) whole=${whole#+} ;;
  esac
  case $whole in
    *[eE]*)
      exponent=${whole#*[eE]}
      whole=${whole%%[eE]*}
      down=''
      case $exponent in
        -*) down=- && exponent=${exponent#-} ;;
        +*) exponent=${exponent#+} ;;
      esac
      case $exponent in '' | *[!0-9]*) return 1 ;; esac
      while :; do case $exponent in 0?*) exponent=${exponent#0} ;; *) break ;; esac; done
      [ "${#exponent}" -le 3 ] || return 1
      exponent=$down$exponent
      ;;
  esac
  part=''
  case $whole in
    *.*)
      part=${whole#*.}
      whole=${whole%%.*}
      ;;
  esac
  case $whole$part in '' | *[!0-9]*) return 1 ;; esac
  while [ "$exponent" -gt 0 ]; do
    digit=${part%"${part#?}"}
    part=${part#?}
    whole=$whole${digit:-0}
    exponent=$((exponent - 1))
  done
  while [ "$exponent" -lt 0 ]; do
    digit=${whole#"${whole%?}"}
    whole=${whole%?}
    part=${digit:-0}$part
    exponent=$((exponent + 1))
  done
  while :; do case $whole in 0*) whole=${whole#0} ;; *) break ;; esac; done
  while :; do case $part in *0) part=${part%0} ;; *) break ;; esac; done
  [ -n "$whole$part" ] || sign=''
}

# compare A B: fails if one is no number; else sets `order` to -1, 0 or 1. Numbers may be longer than those of the shell.
compare() {
  decimal "$1" || return 1
  left_sign=$sign
  left=$whole
  left_part=$part
  decimal "$2" || return 1
  order=0
  if [ "$left_sign" != "$sign" ]; then
    order=1
    [ -z "$left_sign" ] || order=-1
    return 0
  fi
  if [ "${#left}" -ne "${#whole}" ]; then
    order=1
    [ "${#left}" -gt "${#whole}" ] || order=-1
  else
    left=$left$left_part
    right=$whole$part
    while [ "$order" -eq 0 ] && [ -n "$left$right" ]; do
      digit=${left%"${left#?}"}
      other=${right%"${right#?}"}
      left=${left#?}
      right=${right#?}
      if [ "${digit:-0}" -gt "${other:-0}" ]; then order=1; fi
      if [ "${digit:-0}" -lt "${other:-0}" ]; then order=-1; fi
    done
  fi
  [ -z "$sign" ] || order=$((0 - order))
}

# judge WHAT [VALUE]: prints what was seen and expected, and fails if they do not fit. Without VALUE there was none.
judge() {
  what=$1
  shift
  if [ $# -eq 0 ]; then
    printf '%s gave no value, expected was %s\n' "$what" "$(expectation)"
    return 1
  fi
  seen=$(printf '%.500s' "$1")
  if meets "$1"; then
    printf '%s gave "%s", expected was %s\n' "$what" "$seen" "$(expectation)"
  else
    printf '%s gave "%s", expected was %s\n' "$what" "$seen" "$(expectation)"
    return 1
  fi
}
