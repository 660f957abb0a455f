# shellcheck shell=bash disable=SC2154
# The images, each from its folder images/NAME, built once, kept as a tar in the cache and loaded when the engine does
# not have it. The label dev.berth.rig.recipe tells a stale one. Beside its Dockerfile a folder may have
#   packages     for a small Debian root by mmdebstrap, rootfs.tar in the Dockerfile's context
#   suite        the Debian release that they come from, bookworm where there is none
#   shared       files of other images' folders that it needs too
#   prepare.sh   what fetches the rest of the context, and runs in it

image_tags=(postgres:15 redis:7 client:1 pgbouncer:1 questdb:9 qdrant-stub:1 timescaledb:17 pgadmin:9 adminer:4 pgweb:0
  exporter:0 pause:1 machine:12)
# For Kubernetes alone.
kube_tags=(jre:17)

images_up() {
  local tag name jobs=()
  for tag in "${image_tags[@]}"; do
    name=${tag%:*}
    image_current "$tag" && continue
    if [ -s "$(image_tar "$name")" ]; then
      say "loading berth-rig/$tag from the cache"
      quietly docker load -i "$(image_tar "$name")"
    else
      jobs+=("$tag")
    fi
  done
  [ "${#jobs[@]}" = 0 ] || build_images "${jobs[@]}"
  say "images: $(printf 'berth-rig/%s ' "${image_tags[@]}")"
}

images_status() {
  local tag missing=0
  for tag in "${image_tags[@]}"; do
    if image_current "$tag"; then
      say "image: berth-rig/$tag $(docker image inspect -f '{{.Size}}' "berth-rig/$tag" | awk '{printf "%d MB", $1 / 1e6}')"
    else
      say "image: berth-rig/$tag is missing or stale"
      missing=1
    fi
  done
  return "$missing"
}

image_current() {
  [ "$(docker image inspect -f '{{index .Config.Labels "dev.berth.rig.recipe"}}' "berth-rig/$1" 2>/dev/null)" \
    = "$(image_recipe "${1%:*}")" ]
}

# A short hash over all that goes into an image.
image_recipe() {
  image_files "$1" | xargs -d '\n' cat -- | cat - "$rig/lib/rootfs.sh" | sha256sum | cut -c 1-12
}

# Its own files and those that it shares, one path a line.
image_files() {
  printf '%s\n' "$rig/images/$1"/*
  ! [ -f "$rig/images/$1/shared" ] || sed "s|^|$rig/images/|" "$rig/images/$1/shared"
}

image_tar() {
  printf '%s/%s-%s.tar' "$cache" "$1" "$(image_recipe "$1")"
}

build_images() {
  need mmdebstrap mmdebstrap 'builds the images without a registry'
  apt_lists
  local tag pid failed=0 pids=()
  for tag in "$@"; do
    image_tools "${tag%:*}"
  done
  say "building $* (a minute or some)"
  for tag in "$@"; do
    build_image "$tag" >"$cache/build-${tag%:*}.log" 2>&1 9>&- &
    pids+=("$!")
  done
  for pid in "${pids[@]}"; do
    wait "$pid" || failed=1
  done
  [ "$failed" = 0 ] || {
    tail -n 5 "$cache"/build-*.log >&2
    fail "building the images failed; logs: $cache/build-*.log"
  }
}

# What this machine must have for an image's prepare.sh.
image_tools() {
  case $1 in
    pgadmin) need pip3 python3-pip 'fetches pgAdmin from PyPI' ;;
    pgweb) go_up 'pgweb is a Go module' ;;
    pause) go_up 'pause is a Go program' ;;
  esac
}

# The Debian root for the packages that an image's context names.
image_root() {
  local context=$1 suite=bookworm
  ! [ -f "$context/suite" ] || suite=$(<"$context/suite")
  "$rig/lib/rootfs.sh" "$suite" "$(debian_source "$suite")
$(debian_source "$suite-security" Debian-Security || true)" \
    "$(tr '\n' ' ' <"$context/packages")" "$context/rootfs.tar" "$(apt_access)"
}

# Runs in a subshell of its own; the tar appears in the cache only when it is whole.
build_image() {
  set -e
  local tag=$1 name=${1%:*} context stale
  context=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$context'" EXIT
  image_files "$name" | xargs -d '\n' cp -t "$context" --
  ! [ -f "$context/packages" ] || image_root "$context"
  ! [ -f "$context/prepare.sh" ] || (cd "$context" && bash prepare.sh)
  stale=$(docker image inspect -f '{{.Id}}' "berth-rig/$tag" 2>/dev/null || true)
  # The classic builder: Debian's engine comes without buildx.
  DOCKER_BUILDKIT=0 docker build --label "dev.berth.rig.recipe=$(image_recipe "$name")" -t "berth-rig/$tag" "$context"
  [ -z "$stale" ] || docker image rm "$stale" || true
  find "$cache" -maxdepth 1 -name "$name-*.tar" -delete
  docker save -o "$context/image.tar" "berth-rig/$tag"
  mv "$context/image.tar" "$(image_tar "$name")"
}
