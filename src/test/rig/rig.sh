#!/usr/bin/env bash
# The test rig: a real Docker engine, the Compose plugin, images of what the example stack runs, and a real Kubernetes
# API server and node, on a Debian machine that has none of it and reaches no image registry.
#
#   rig.sh up        bring up whatever is missing; an engine that already answers is used as it is
#   rig.sh up docker the same without Kubernetes, which takes minutes to build
#   rig.sh status    say what is there; exit code 1 when something is missing
#   rig.sh stop      stop the engine if (and only if) "up" started it
#   rig.sh down      stop, and before it remove the containers, networks and volumes named berth-*;
#                    images and cache stay
#   rig.sh apiserver [FLAG...]
#                    run an API server and print the path of its kubeconfig; it ends with standard input
#   rig.sh node MODE IMAGE...
#                    the same with a node, whose kube-proxy is in MODE (iptables, nftables), and images of the engine
#   rig.sh helm ARGUMENT...
#                    run the rig's Helm; KUBECONFIG says against which API server
#
# BERTH_RIG_NO_INSTALL=1 forbids apt-get; BERTH_RIG_CACHE moves the cache (default ~/.cache/berth-rig).
# Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused because something may not be installed.
set -euo pipefail

rig=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${BERTH_RIG_CACHE:-${HOME:-/root}/.cache/berth-rig}
readonly rig cache

# shellcheck source=src/test/rig/lib/say.sh
. "$rig/lib/say.sh"
# shellcheck source=src/test/rig/lib/packages.sh
. "$rig/lib/packages.sh"
# shellcheck source=src/test/rig/lib/engine.sh
. "$rig/lib/engine.sh"
# shellcheck source=src/test/rig/lib/compose.sh
. "$rig/lib/compose.sh"
# shellcheck source=src/test/rig/lib/go.sh
. "$rig/lib/go.sh"
# shellcheck source=src/test/rig/lib/images.sh
. "$rig/lib/images.sh"
# shellcheck source=src/test/rig/lib/kube.sh
. "$rig/lib/kube.sh"
# shellcheck source=src/test/rig/lib/node.sh
. "$rig/lib/node.sh"
# shellcheck source=src/test/rig/lib/helm.sh
. "$rig/lib/helm.sh"

up() {
  mkdir -p "$cache"
  need flock util-linux 'one start of the rig at a time'
  exec 9>"$cache/lock"
  flock 9
  engine_up
  compose_up
  [ "${1:-}" = docker ] || image_tags+=("${kube_tags[@]}")
  images_up
  if [ "${1:-}" != docker ]; then
    kube_up
    node_up
    helm_up
  fi
}

status() {
  local missing=0
  image_tags+=("${kube_tags[@]}")
  engine_status || missing=1
  compose_status || missing=1
  images_status || missing=1
  kube_status || missing=1
  node_status || missing=1
  helm_status || missing=1
  return "$missing"
}

stop() {
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  flock 9
  engine_down
}

down() {
  remove_objects
  stop
}

case "${1:-}" in
  up) up "${2:-}" ;;
  status | stop | down) "$1" ;;
  apiserver) kube_serve "${@:2}" ;;
  node) node_serve "${@:2}" ;;
  helm) helm_run "${@:2}" ;;
  -h | --help | help) sed -n '2,19s/^# \{0,1\}//p' "$rig/rig.sh" ;;
  *)
    sed -n '2,19s/^# \{0,1\}//p' "$rig/rig.sh" >&2
    exit 2
    ;;
esac
