# shellcheck shell=bash disable=SC2154
# The Compose plugin. Debian 12 has none, so it comes out of the package of the next release, unpacked and not
# installed.

compose_suite=trixie

compose_up() {
  if ! compose_answers; then
    say 'missing: docker compose, the example stack is a Compose project'
    install_plugin
    compose_answers || fail 'the Compose plugin is in place but does not answer'
  fi
  say "compose $(docker compose version --short)"
}

compose_answers() {
  docker compose version >/dev/null 2>&1
}

compose_status() {
  if compose_answers; then
    say "compose: $(docker compose version --short)"
  else
    say 'compose: no plugin'
    return 1
  fi
}

install_plugin() {
  local deb unpacked plugins="${DOCKER_CONFIG:-${HOME:-/root}/.docker}/cli-plugins"
  deb=$(compose_deb)
  if [ -z "$deb" ]; then
    download_debs "$compose_suite" "$cache" docker-compose
    deb=$(compose_deb)
  fi
  unpacked=$(mktemp -d)
  dpkg -x "$deb" "$unpacked"
  mkdir -p "$plugins"
  install -m 0755 "$unpacked/usr/libexec/docker/cli-plugins/docker-compose" "$plugins/docker-compose"
  rm -rf "$unpacked"
}

compose_deb() {
  find "$cache" -maxdepth 1 -name 'docker-compose_*.deb' | sort | tail -n 1
}
