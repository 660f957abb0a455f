# shellcheck shell=bash disable=SC2154
# A real Kubernetes node with its API server and controllers, in namespaces of its own: containerd, kubelet and kube-proxy
# see addresses, mounts, processes and a packet filter that nobody else on this machine has, and all of it ends with them.
# The pods' images come from the engine.

node_folder=$cache/node-${kube_folder##*/kube-}
cni_folder=$cache/cni

node_up() {
  want containerd containerd 'runs the pods of the Kubernetes node'
  want runc runc 'runs the pods of the Kubernetes node'
  install_wanted
  if ! [ -d "$cni_folder" ]; then
    say 'missing: the network plugins of containers, they give pods their addresses'
    rm -rf "$cni_folder-new"
    mkdir -p "$cni_folder-new"
    download_debs bookworm "$cni_folder-new" containernetworking-plugins
    dpkg -x "$cni_folder-new"/*.deb "$cni_folder-new"
    mv "$cni_folder-new/usr/lib/cni" "$cni_folder"
    rm -rf "$cni_folder-new"
  fi
  if ! [ -d "$node_folder" ]; then
    go_up 'kubelet, kube-proxy and their like are Go modules'
    say "building kubelet, kube-proxy and the controllers $kube_version (some minutes; log: $cache/build-node.log)"
    build_programs "$node_folder" kube-controller-manager kube-scheduler kubelet kube-proxy \
      >"$cache/build-node.log" 2>&1 9>&- &
    wait "$!" || {
      tail -n 5 "$cache/build-node.log" >&2
      fail "building kubelet failed; its log: $cache/build-node.log"
    }
  fi
  say "kubernetes node: kubelet, kube-proxy and controllers $kube_version"
}

node_status() {
  if [ -d "$node_folder" ] && [ -d "$cni_folder" ]; then
    say "kubernetes node: kubelet, kube-proxy and controllers $kube_version"
  else
    say "kubernetes node: kubelet $kube_version is not built"
    return 1
  fi
}

# node_serve MODE [IMAGE...]: a node whose kube-proxy is in MODE, iptables or nftables, with images of the engine, for as
# long as standard input stays open. Prints the path of an administrator's kubeconfig once the node is ready; kubectl lies
# beside it.
node_serve() {
  local mode=${1:-iptables} folder name number
  case $mode in
    iptables | nftables) ;;
    *)
      say "kube-proxy has no mode “$mode”: iptables or nftables"
      exit 2
      ;;
  esac
  [ -d "$node_folder" ] || fail "kubelet $kube_version is not built: rig.sh up"
  [ "$(id -u)" = 0 ] || refuse 'a node takes root'
  node_sweep
  folder=$(mktemp -d "${TMPDIR:-/tmp}/berth-node-XXXXXX")
  name=berth-node-$$
  number=$(node_number)
  # shellcheck disable=SC2064
  trap "node_end '$folder' '$name'" EXIT
  trap 'exit 143' TERM INT
  node_network "$name" "$number"
  node_cgroups "$name"
  ln -s "$kube_folder/kubectl" "$folder/kubectl"
  # The engine is asked here, since its socket is hidden there.
  mkdir "$folder/images"
  quietly docker save -o "$folder/images/all.tar" berth-rig/pause:1 "${@:2}"
  nsenter --net="/run/netns/$name" unshare --mount --pid --fork --kill-child=KILL --mount-proc \
    "$rig/node/serve.sh" "$folder" "$name" "$number" "$mode" "$kube_folder" "$node_folder" "$cni_folder"
}

# A number for addresses that no other node of this machine has: 10.213.N.0/30 to the host, 10.214.N.0/24 for pods,
# 10.215.N.0/24 for Services.
node_number() {
  local number
  while :; do
    number=$((RANDOM % 250 + 1))
    ip -4 -o addr show | grep -q " 10\.213\.$number\." || break
  done
  printf '%s\n' "$number"
}

node_network() {
  local link=bn$$
  ip netns add "$1"
  ip link add "$link" type veth peer name eth0 netns "$1"
  ip addr add "10.213.$2.1/30" dev "$link"
  ip link set "$link" up
  ip -n "$1" addr add "10.213.$2.2/30" dev eth0
  ip -n "$1" link set eth0 up
  ip -n "$1" link set lo up
  # No default route: what has no address here goes nowhere.
  ip -n "$1" route add "10.215.$2.0/24" dev eth0
  ip route add "10.214.$2.0/24" via "10.213.$2.2"
  ip route add "10.215.$2.0/24" via "10.213.$2.2"
}

# kubelet puts pods below a group that must be there, in every hierarchy of version 1.
node_cgroups() {
  local hierarchy
  for hierarchy in /sys/fs/cgroup/*/; do
    [ -e "$hierarchy/tasks" ] && ! [ -L "${hierarchy%/}" ] || continue
    mkdir -p "$hierarchy$1"
    if [ -e "$hierarchy$1/cpuset.cpus" ]; then
      cat "$hierarchy/cpuset.cpus" >"$hierarchy$1/cpuset.cpus"
      cat "$hierarchy/cpuset.mems" >"$hierarchy$1/cpuset.mems"
    fi
  done
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mkdir -p "/sys/fs/cgroup/$1"
  fi
}

# Ends what is left of a node: its processes have ended with their first one.
node_end() {
  ip netns del "$2" 2>/dev/null || true
  ip link del "bn${2##*-}" 2>/dev/null || true
  find /sys/fs/cgroup -depth -type d -path "*/$2*" -exec rmdir {} + 2>/dev/null || true
  [ -z "$1" ] || rm -rf "$1"
}

# Nodes whose script was killed.
node_sweep() {
  local name
  for name in $(ip netns list | awk '/^berth-node-/ {print $1}'); do
    [ -d "/proc/${name##*-}" ] || node_end '' "$name"
  done
}
