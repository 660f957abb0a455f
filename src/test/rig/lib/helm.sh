# shellcheck shell=bash disable=SC2154
# Helm, built once from the Go modules of helm/go.mod and kept in the cache, with settings and caches of its own.

helm_version=$(sed -nE 's|^\s*helm\.sh/helm/v3 v([0-9.]+)$|\1|p' "$rig/helm/go.mod")
# Its name tells a stale one.
helm_program=$cache/helm-$helm_version-$(sha256sum "$rig/helm/go.mod" | cut -c 1-12)

helm_up() {
  if ! [ -x "$helm_program" ]; then
    go_up 'Helm is a Go module'
    say "building helm $helm_version (a minute or two; log: $cache/build-helm.log)"
    build_helm >"$cache/build-helm.log" 2>&1 9>&- &
    wait "$!" || {
      tail -n 5 "$cache/build-helm.log" >&2
      fail "building helm failed; its log: $cache/build-helm.log"
    }
  fi
  say "helm: $helm_version"
}

helm_status() {
  if [ -x "$helm_program" ]; then
    say "helm: $helm_version"
  else
    say "helm: $helm_version is not built"
    return 1
  fi
}

# Runs in a subshell of its own; the program appears in the cache only when it is whole.
build_helm() {
  set -e
  local context flags package
  context=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$context'" EXIT
  cp "$rig/helm/go.mod" "$context"
  cd "$context"
  export GOFLAGS='-mod=mod -buildvcs=false -trimpath' GOTOOLCHAIN=local CGO_ENABLED=0
  flags="-s -w -X helm.sh/helm/v3/internal/version.version=v$helm_version"
  # What it takes a cluster for that it does not ask.
  for package in chartutil lint/rules; do
    flags="$flags -X helm.sh/helm/v3/pkg/$package.k8sVersionMajor=${kube_version%%.*}"
    flags="$flags -X helm.sh/helm/v3/pkg/$package.k8sVersionMinor=$(cut -d. -f2 <<<"$kube_version")"
  done
  go build -ldflags="$flags" -o built helm.sh/helm/v3/cmd/helm
  find "$cache" -mindepth 1 -maxdepth 1 -name 'helm-*' -delete
  mv built "$helm_program"
}

# helm_run ARGUMENT...: instead of this process. Nothing of this machine's own Helm is read or written.
helm_run() {
  [ -x "$helm_program" ] || fail "helm $helm_version is not built: rig.sh up"
  export HELM_CACHE_HOME=$cache/helm/cache HELM_CONFIG_HOME=$cache/helm/config HELM_DATA_HOME=$cache/helm/data
  exec "$helm_program" "$@"
}
