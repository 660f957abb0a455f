#!/usr/bin/env bash
# serve.sh FOLDER NAME NUMBER MODE KUBE NODE CNI: everything of a Kubernetes node, as the first process of its namespaces.
# Prints the path of the kubeconfig once the node is ready, and ends with standard input; all its processes end with it.
set -euo pipefail

folder=$1 name=$2 number=$3 mode=$4 kube=$5 node=$6 cni=$7
address=10.213.$number.2
rig=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$rig/lib/say.sh"

# What containerd, the plugins and kubelet keep at fixed places.
hide() {
  local path
  for path in /run/netns /run/containerd /var/lib/cni /var/log; do
    mkdir -p "$path"
    mount -t tmpfs tmpfs "$path"
  done
}

# start PROGRAM ARGUMENT...
start() {
  local program=$1
  shift
  "$program" "$@" >"$folder/${program##*/}.log" 2>&1 </dev/null &
}

# await COMMAND...: until it succeeds.
await() {
  local end=$((SECONDS + 180))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || {
      tail -n 3 "$folder"/*.log >&2
      fail "the Kubernetes node did not become ready: $*"
    }
    sleep 0.1
  done
}

kubectl() {
  "$kube/kubectl" --kubeconfig "$folder/kubeconfig" --request-timeout=2s "$@"
}

ready() {
  kubectl get node rig -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}' | grep -qx True
}

configure() {
  local token
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=berth-rig \
    -addext "subjectAltName=IP:$address,IP:10.215.$number.1" -keyout "$folder/key" -out "$folder/certificate" 2>/dev/null
  token=$(openssl rand -hex 16)
  printf '%s,berth-rig,berth-rig,system:masters\n' "$token" >"$folder/tokens"
  cat >"$folder/kubeconfig" <<CONFIG
apiVersion: v1
kind: Config
clusters:
  - {name: rig, cluster: {server: "https://$address:6443", certificate-authority: $folder/certificate}}
users:
  - {name: admin, user: {token: $token}}
contexts:
  - {name: rig, context: {cluster: rig, user: admin}}
current-context: rig
CONFIG
  # runc may not lower its own score here (containerd 1.6 asks it to).
  cat >"$folder/containerd.toml" <<CONFIG
version = 2
root = "$folder/containerd"
state = "/run/containerd/state"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
[grpc]
  address = "/run/containerd/node.sock"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = "berth-rig/pause:1"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$cni"
    conf_dir = "$folder/network"
CONFIG
  mkdir "$folder/network"
  cat >"$folder/network/pods.conflist" <<CONFIG
{"cniVersion": "0.4.0", "name": "pods", "plugins": [{
  "type": "bridge", "bridge": "pods", "isGateway": true, "hairpinMode": true,
  "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.214.$number.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
CONFIG
  cat >"$folder/kubelet.yaml" <<CONFIG
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
cgroupRoot: /$name
containerRuntimeEndpoint: unix:///run/containerd/node.sock
enforceNodeAllocatable: []
evictionHard: {memory.available: 50Mi}
failSwapOn: false
localStorageCapacityIsolation: false
resolvConf: ""
CONFIG
  cat >"$folder/proxy.yaml" <<CONFIG
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: $mode
clientConnection: {kubeconfig: $folder/kubeconfig}
clusterCIDR: 10.214.$number.0/24
conntrack: {maxPerCore: 0, min: 0, tcpCloseWaitTimeout: 0s, tcpEstablishedTimeout: 0s}
hostnameOverride: rig
CONFIG
}

hide
# Of its own: images are unpacked by the usual one.
(umask 077 && configure)
# A refusal that the kernel withholds would look like a slow answer.
sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
start "$kube/etcd" --data-dir="$folder/etcd" --unsafe-no-fsync --listen-peer-urls="unix://$folder/peer" \
  --listen-client-urls="unix://$folder/client" --advertise-client-urls=http://127.0.0.1:2379
start containerd --config "$folder/containerd.toml"
await test -S "$folder/client"
start "$kube/kube-apiserver" --etcd-servers="unix://$folder/client" --bind-address="$address" \
  --advertise-address="$address" --secure-port=6443 --service-cluster-ip-range="10.215.$number.0/24" \
  --tls-cert-file="$folder/certificate" --tls-private-key-file="$folder/key" \
  --service-account-issuer=https://berth-rig --service-account-key-file="$folder/key" \
  --service-account-signing-key-file="$folder/key" --token-auth-file="$folder/tokens" --authorization-mode=RBAC \
  --kubelet-preferred-address-types=InternalIP --allow-privileged=true
await ctr -a /run/containerd/node.sock version
quiet=$(ctr -a /run/containerd/node.sock -n k8s.io images import "$folder/images/all.tar" 2>&1) || fail "$quiet"
rm -rf "$folder/images"
await kubectl get --raw /readyz
start "$node/kube-controller-manager" --kubeconfig="$folder/kubeconfig" --leader-elect=false \
  --root-ca-file="$folder/certificate"
start "$node/kube-scheduler" --kubeconfig="$folder/kubeconfig" --leader-elect=false
start "$node/kubelet" --config="$folder/kubelet.yaml" --kubeconfig="$folder/kubeconfig" --node-ip="$address" \
  --hostname-override=rig --root-dir="$folder/kubelet" --cert-dir="$folder/kubelet/pki"
start "$node/kube-proxy" --config="$folder/proxy.yaml"
await ready
# Every pod is given these.
await kubectl -n default get serviceaccount/default configmap/kube-root-ca.crt
printf '%s\n' "$folder/kubeconfig"
while read -r _; do :; done
