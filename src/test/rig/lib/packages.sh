# shellcheck shell=bash disable=SC2016
# Debian packages: which are missing and why, installing them, and where this machine gets them from.

wanted=()

# want COMMAND PACKAGE REASON: notes the package for the next install_wanted if the command is missing.
want() {
  if ! command -v "$1" >/dev/null && ! [ -x "/usr/sbin/$1" ]; then
    say "missing: $1, $3 (package $2)"
    case " ${wanted[*]} " in *" $2 "*) ;; *) wanted+=("$2") ;; esac
  fi
}

# need COMMAND PACKAGE REASON: the same, installed at once.
need() {
  want "$@"
  install_wanted
}

install_wanted() {
  [ "${#wanted[@]}" -gt 0 ] || return 0
  local reason=''
  if [ "${BERTH_RIG_NO_INSTALL:-}" = 1 ]; then
    reason='BERTH_RIG_NO_INSTALL=1 forbids it'
  elif [ "$(id -u)" != 0 ]; then
    reason='that takes root'
  elif ! command -v apt-get >/dev/null; then
    reason='this machine has no apt-get'
  fi
  [ -z "$reason" ] || refuse "not installing anything: $reason. Please install: ${wanted[*]}"
  say "installing ${wanted[*]}"
  apt_lists
  DEBIAN_FRONTEND=noninteractive quietly apt-get install -y --no-install-recommends "${wanted[@]}"
  wanted=()
}

# The package lists are fetched only where there are none (a fresh machine or container image).
apt_lists() {
  [ -n "$(apt-get indextargets --format '$(FILENAME)' 'Created-By: Packages' | xargs -r ls 2>/dev/null)" ] ||
    quietly apt-get update
}

# quietly COMMAND...: shows the output only when the command fails.
quietly() {
  local output
  if ! output=$("$@" 2>&1 </dev/null); then
    printf '%s\n' "$output" | tail -n 20 >&2
    fail "this failed: $*"
  fi
}

# debian_source SUITE [LABEL]: an apt line for SUITE of Debian from the mirror that this machine itself uses.
debian_source() {
  local suite=$1 label=${2:-Debian} line uri entry key
  line=$(apt-get indextargets --format '$(REPO_URI) $(SOURCESENTRY)' 'Created-By: Packages' \
    'Origin: Debian' "Label: $label" | head -n 1)
  [ -n "$line" ] || return 1
  uri=${line%% *}
  entry=${line#* }
  entry=${entry%:*}
  key=$(sed -nE 's/^[^#]*[Ss]igned-[Bb]y[:=] *(\/[^] ,]+).*/\1/p' "$entry" 2>/dev/null | head -n 1)
  if [ -z "$key" ] && [ -r /usr/share/keyrings/debian-archive-keyring.gpg ]; then
    key=/usr/share/keyrings/debian-archive-keyring.gpg
  fi
  printf 'deb %s%s %s main\n' "${key:+[signed-by=$key] }" "$uri" "$suite"
}

# How this machine reaches its mirror (proxies, retries, checks), one apt option a line.
apt_access() {
  apt-config dump | grep -E '^Acquire::(https?::|Retries|Check-)' || true
}

# download_debs SUITE FOLDER PACKAGE...: puts packages of another suite there, to be unpacked and not installed.
# apt gets a folder of its own for that: the machine's lists and sources stay as they are.
download_debs() {
  local suite=$1 folder=$2 apt source
  shift 2
  [ "${BERTH_RIG_NO_INSTALL:-}" != 1 ] ||
    refuse "not downloading anything: BERTH_RIG_NO_INSTALL=1 forbids it. Please install: $*"
  command -v apt-get >/dev/null || refuse "this machine has no apt-get. Please install: $*"
  apt_lists
  source=$(debian_source "$suite") || refuse "no Debian mirror among the apt sources. Please install: $*"
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
  say "fetching $* of Debian $suite"
  quietly apt-get -c "$apt/apt.conf" update
  (cd "$apt/archives" && quietly apt-get -c "$apt/apt.conf" download "$@")
  mv "$apt"/archives/*.deb "$folder/"
  rm -rf "$apt"
}
