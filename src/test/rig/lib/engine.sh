# shellcheck shell=bash disable=SC2154
# The Docker engine: the one that answers is used; else Debian's is installed and started, in the background
# and without an init system if need be.

pidfile=$cache/dockerd.pid
logfile=$cache/dockerd.log

engine_up() {
  if engine_answers; then
    say "engine $(engine_version) answers"
    return
  fi
  want docker docker.io 'the command line of the engine'
  want dockerd docker.io 'the engine: databases run in its containers'
  want iptables iptables 'the engine publishes ports with it'
  want nft nftables 'berth holds connections with it'
  want ip iproute2 'tests make other hosts with it'
  cgroups_mounted || want cgroupfs-mount cgroupfs-mount 'no cgroups are mounted here'
  install_wanted
  # Where an init system runs, the package has started the engine by now.
  wait_for_engine 3 && return
  [ "$(id -u)" = 0 ] || refuse 'no engine answers and starting one takes root'
  if [ -d /run/systemd/system ]; then
    quietly systemctl start docker
    wait_for_engine 60 || fail 'systemd started the engine, but it does not answer: journalctl -u docker'
    return
  fi
  cgroups_mounted || quietly cgroupfs-mount
  start_engine
}

start_engine() {
  say "starting dockerd (log: $logfile)"
  rm -f "$pidfile"
  # Its own session and no open file of ours: it outlives this script and does not hold our lock.
  setsid nohup dockerd --pidfile "$pidfile" >"$logfile" 2>&1 </dev/null 9>&- &
  if ! wait_for_engine 60; then
    tail -n 20 "$logfile" >&2
    fail "dockerd did not answer within 60 s; its log: $logfile"
  fi
}

wait_for_engine() {
  local end=$((SECONDS + $1))
  while ! engine_answers; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
  say "engine $(engine_version) answers"
}

engine_answers() {
  docker info >/dev/null 2>&1
}

engine_version() {
  docker version --format '{{.Server.Version}} (API {{.Server.APIVersion}}, client speaks {{.Client.APIVersion}})'
}

cgroups_mounted() {
  grep -qE '^\S+ /sys/fs/cgroup\S* cgroup2? ' /proc/mounts
}

engine_status() {
  if engine_answers; then
    say "engine: $(engine_version)$(started_by_us && echo ', started by the rig')"
  else
    say 'engine: none answers'
    return 1
  fi
}

started_by_us() {
  [ -s "$pidfile" ] && [ "$(cat "/proc/$(<"$pidfile")/comm" 2>/dev/null)" = dockerd ]
}

engine_down() {
  started_by_us || return 0
  local pid end=$((SECONDS + 60))
  pid=$(<"$pidfile")
  say "stopping dockerd ($pid)"
  kill -TERM "$pid"
  while [ -d "/proc/$pid" ]; do
    [ "$SECONDS" -lt "$end" ] || fail "dockerd ($pid) is still there after 60 s"
    sleep 0.2
  done
  rm -f "$pidfile"
}

# Only what is named berth-*; the filter matches anywhere in a name, so each name is looked at again.
remove_objects() {
  engine_answers || return 0
  docker ps -a --filter name=berth- --format '{{.Names}}' | grep '^berth-' | xargs -r docker rm -f -v >/dev/null || true
  docker network ls --filter name=berth- --format '{{.Name}}' | grep '^berth-' | xargs -r docker network rm >/dev/null || true
  docker volume ls --filter name=berth- --format '{{.Name}}' | grep '^berth-' | xargs -r docker volume rm >/dev/null || true
}
