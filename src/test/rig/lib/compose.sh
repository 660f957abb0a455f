# shellcheck shell=bash disable=SC2154
# The Compose plugin. Debian 12 has none, so it comes out of the package of the next release, unpacked and not
# installed. apt gets a folder of its own for that: the machine's lists and sources stay as they are.

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
    download_compose_deb
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

download_compose_deb() {
  [ "${BERTH_RIG_NO_INSTALL:-}" != 1 ] ||
    refuse 'not downloading anything: BERTH_RIG_NO_INSTALL=1 forbids it. Please install the Docker Compose plugin'
  command -v apt-get >/dev/null ||
    refuse 'this machine has no apt-get. Please install the Docker Compose plugin'
  apt_lists
  local apt source
  source=$(debian_source "$compose_suite") ||
    refuse 'no Debian mirror among the apt sources. Please install the Docker Compose plugin'
  apt=$(mktemp -d)
  mkdir -p "$apt/lists/partial" "$apt/archives/partial"
  printf '%s\n' "$source" >"$apt/sources.list"
  # Read after the machine's own configuration, of which the proxies count and the hooks do not.
  cat >"$apt/apt.conf" <<CONFIG
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "-";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt";
Dir::Cache::archives "$apt/archives";
APT::Sandbox::User "$(id -un)";
CONFIG
  say "fetching docker-compose of Debian $compose_suite"
  quietly apt-get -c "$apt/apt.conf" update
  (cd "$apt/archives" && quietly apt-get -c "$apt/apt.conf" download docker-compose)
  mv "$apt"/archives/docker-compose_*.deb "$cache/"
  rm -rf "$apt"
}
