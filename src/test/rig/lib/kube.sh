# shellcheck shell=bash disable=SC2154
# A real Kubernetes API server: kube-apiserver, etcd and kubectl, built once from the Go modules of kube/go.mod and kept
# in the cache. No node and no controllers: what those would write, a test writes.

kube_version=$(sed -nE 's|^\s*k8s\.io/kubernetes v([0-9.]+)$|\1|p' "$rig/kube/go.mod")
# Its name tells a stale one.
kube_folder=$cache/kube-$kube_version-$(sha256sum "$rig/kube/go.mod" | cut -c 1-12)

kube_up() {
  need openssl openssl 'the API server takes a key and a certificate'
  if ! [ -d "$kube_folder" ]; then
    go_up 'kube-apiserver, etcd and kubectl are Go modules'
    say "building kube-apiserver, etcd and kubectl $kube_version (some minutes; log: $cache/build-kube.log)"
    build_programs "$kube_folder" kube-apiserver kubectl etcd >"$cache/build-kube.log" 2>&1 9>&- &
    wait "$!" || {
      tail -n 5 "$cache/build-kube.log" >&2
      fail "building kube-apiserver failed; its log: $cache/build-kube.log"
    }
  fi
  say "kubernetes: kube-apiserver, etcd and kubectl $kube_version"
}

kube_status() {
  if [ -d "$kube_folder" ]; then
    say "kubernetes: kube-apiserver, etcd and kubectl $kube_version"
  else
    say "kubernetes: kube-apiserver $kube_version is not built"
    return 1
  fi
}

# build_programs FOLDER PROGRAM...: runs in a subshell of its own; the folder appears in the cache only when it is whole.
build_programs() {
  set -e
  local folder=$1 context flags program name version=k8s.io/component-base/version
  shift
  name=$(basename "$folder")
  context=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$context'" EXIT
  cp "$rig/kube/go.mod" "$context"
  cd "$context"
  export GOFLAGS='-mod=mod -buildvcs=false -trimpath' GOTOOLCHAIN=local CGO_ENABLED=0
  flags="-s -w -X $version.gitVersion=v$kube_version -X $version.gitMajor=${kube_version%%.*}"
  flags="$flags -X $version.gitMinor=$(cut -d. -f2 <<<"$kube_version")"
  mkdir built
  for program in "$@"; do
    case $program in
      etcd) go build -ldflags='-s -w' -o built/etcd go.etcd.io/etcd/server/v3 ;;
      *) go build -ldflags="$flags" -o built/ "k8s.io/kubernetes/cmd/$program" ;;
    esac
  done
  find "$cache" -mindepth 1 -maxdepth 1 -name "${name%%-*}-*" -exec rm -rf {} +
  mkdir "$folder.new"
  mv built/* "$folder.new"
  mv "$folder.new" "$folder"
}

# kube_serve [FLAG...]: an API server of its own on loopback, with further flags, for as long as standard input stays open.
# Prints the path of its kubeconfig, an administrator's, once it is ready; kubectl lies beside it. A line "restart" has the
# server killed and started again, and the path printed again. Nothing of it stays.
kube_serve() {
  [ -d "$kube_folder" ] || fail "kube-apiserver $kube_version is not built: rig.sh up"
  local folder port word pid
  folder=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "kube_end '$folder'" EXIT
  trap 'exit 143' TERM INT
  quietly openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=berth-rig -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$folder/key" -out "$folder/certificate"
  port=$(kube_port)
  kube_config "$folder" "$port"
  # etcd takes only addresses for what it tells other members, of which there are none.
  kube_child "$folder" etcd --data-dir="$folder/etcd" --unsafe-no-fsync --listen-peer-urls="unix://$folder/peer" \
    --listen-client-urls="unix://$folder/client" --advertise-client-urls=http://127.0.0.1:2379
  kube_await "$folder" test -S "$folder/client"
  ln -s "$kube_folder/kubectl" "$folder/kubectl"
  kube_apiserver "$folder" "$port" "$@"
  while read -r word; do
    if [ "$word" = restart ]; then
      pid=$(tail -n 1 "$folder/pids")
      kill -KILL "$pid"
      wait "$pid" 2>/dev/null || true
      sed -i '$d' "$folder/pids"
      kube_apiserver "$folder" "$port" "$@"
    fi
  done
}

# kube_apiserver FOLDER PORT [FLAG...]
kube_apiserver() {
  local folder=$1
  kube_child "$folder" kube-apiserver --etcd-servers="unix://$folder/client" \
    --bind-address=127.0.0.1 --secure-port="$2" --service-cluster-ip-range=10.255.0.0/24 \
    --tls-cert-file="$folder/certificate" --tls-private-key-file="$folder/key" \
    --service-account-issuer=https://berth-rig --service-account-key-file="$folder/key" \
    --service-account-signing-key-file="$folder/key" --token-auth-file="$folder/tokens" --authorization-mode=RBAC \
    --disable-admission-plugins=ServiceAccount --endpoint-reconciler-type=none "${@:3}"
  kube_await "$folder" "$kube_folder/kubectl" --kubeconfig "$folder/kubeconfig" --request-timeout=2s get --raw /readyz
  printf '%s\n' "$folder/kubeconfig"
}

# kube_child FOLDER PROGRAM...: in the background, not outliving this script, however that ends.
kube_child() {
  local folder=$1 program=$2
  shift 2
  setpriv --pdeathsig KILL "$kube_folder/$program" "$@" >"$folder/$program.log" 2>&1 </dev/null &
  printf '%s\n' "$!" >>"$folder/pids"
}

# kube_await FOLDER COMMAND...: until the command succeeds.
kube_await() {
  local folder=$1 end=$((SECONDS + 180)) pid
  shift
  until "$@" >/dev/null 2>&1; do
    while read -r pid; do
      [ -d "/proc/$pid" ] && [ "$SECONDS" -lt "$end" ] || {
        tail -n 5 "$folder"/*.log >&2
        fail 'the API server did not become ready'
      }
    done <"$folder/pids"
    sleep 0.1
  done
}

kube_end() {
  local pid
  while read -r pid; do
    kill -KILL "$pid" 2>/dev/null || true
  done <"$1/pids"
  wait
  rm -rf "$1"
}

# A port below those that the kernel hands out by itself, and that no test takes, on which nobody answers.
kube_port() {
  local port
  while :; do
    port=$((15000 + RANDOM % 5000))
    (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null || break
  done
  printf '%s\n' "$port"
}

kube_config() {
  local token
  umask 077
  token=$(openssl rand -hex 16)
  printf '%s,berth-rig,berth-rig,system:masters\n' "$token" >"$1/tokens"
  cat >"$1/kubeconfig" <<CONFIG
apiVersion: v1
kind: Config
clusters:
  - {name: rig, cluster: {server: "https://127.0.0.1:$2", certificate-authority: $1/certificate}}
users:
  - {name: admin, user: {token: $token}}
contexts:
  - {name: rig, context: {cluster: rig, user: admin}}
current-context: rig
CONFIG
}
