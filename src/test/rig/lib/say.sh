# shellcheck shell=bash
# How the rig speaks: one line a fact, to stderr, so that stdout stays free for callers.

say() {
  printf 'rig: %s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

refuse() {
  say "$*"
  exit 3
}
