# shellcheck shell=bash disable=SC2154
# A Go new enough to build with: this machine's own, or the one of a newer Debian, unpacked in the cache and not installed.

go_suite=trixie
go_release=1.24

# go_up REASON
go_up() {
  local root=$cache/go/usr/lib/go-$go_release deb
  if command -v go >/dev/null && printf '%s\n' "$go_release" "$(go env GOVERSION | sed 's/^go//')" | sort -CV; then
    return
  fi
  if ! [ -x "$root/bin/go" ]; then
    say "missing: go $go_release, $1"
    mkdir -p "$cache/go"
    download_debs "$go_suite" "$cache/go" "golang-$go_release-go" "golang-$go_release-src"
    for deb in "$cache"/go/*.deb; do
      dpkg -x "$deb" "$cache/go"
      rm "$deb"
    done
  fi
  export PATH=$root/bin:$PATH GOROOT=$root
}
