#!/usr/bin/env bash
# The main job on real databases, from a bare Debian machine with JDK 17 and Maven: installs what is missing, starts
# a copy of the example stack, moves its seven databases and what looks into them (fourteen ports) while a writer keeps
# writing, shows that no row is lost, then plants a failure and shows the rollback. Cleans up after itself.
#
#   deploy/demo.sh           all of it; under 5 minutes once the images exist
#   deploy/demo.sh --keep    the same, and leaves the stack running for exploring
#   deploy/demo.sh --clean   only removes what an earlier --keep left
#   deploy/demo.sh --help
#
# Needs root, or a Docker engine that this user may use. BERTH_RIG_NO_INSTALL=1: install nothing, say what is missing.
# Exit codes: 0 all shown, 1 something was not as promised, 2 wrong usage, 3 refused before anything was started.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
project=berth-demo
work=''
keep=no
clean=no
engine_is_ours=no

usage() {
  sed -n '2,12s/^# \{0,1\}//p' "$root/deploy/demo.sh"
}

for argument in "$@"; do
  case $argument in
    --keep) keep=yes ;;
    --clean) clean=yes ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done

# shellcheck source=deploy/demo/stage.sh
. "$root/deploy/demo/stage.sh"

main() {
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  local begun
  begun=$(now)
  prepare
  start_stack
  move_the_databases
  plant_a_failure
  count_the_rows
  summarise "$(seconds "$begun" "$(now)")"
}

prepare() {
  chapter 'What it needs'
  local tool
  for tool in javac mvn; do
    command -v "$tool" >/dev/null || refuse "$tool is missing; berth needs a JDK (17 or newer) and Maven to build"
  done
  docker info >/dev/null 2>&1 || engine_is_ours=yes
  "$root/src/test/rig/rig.sh" up docker 7>&-
  remove_stack
  ports_are_free
  if ! [ -f "$root/target/berth.jar" ] || [ -n "$(find "$root/src/main" "$root/pom.xml" -newer "$root/target/berth.jar" -print -quit)" ]; then
    tell 'building berth with Maven'
    quietly 'the build of berth' mvn -q -B -ntp -f "$root/pom.xml" -DskipTests package
  fi
  # The first call makes the archive that the later ones start faster with.
  tell "$("$root/deploy/berth" --version | head -n 1)"
}

refuse() {
  tell "not starting: $*" >&2
  exit 3
}

ports_are_free() {
  local port taken=()
  for port in 5432 5433 5437 5438 9001 9010 8814 6333 6334 6380 5051 8082 8083 9188 3200 3201 3202 3203 \
    7000 7001 7002 7003 7010 7011 7012 7013 7020 7021 7030 7100 7101 7102 7200; do
    ! answers_on "$port" || taken+=("$port")
  done
  [ "${#taken[@]}" = 0 ] ||
    refuse "the example uses ports that something on this machine already answers on: ${taken[*]}"
}

start_stack() {
  chapter 'The stack: seven databases on scattered ports, what looks into them, four clients that fall back to 5432'
  cp -a "$root/deploy/examples/research-stack" "$work/stack"
  # A project name of its own: a stack that is called research stays untouched.
  sed -i "s/^COMPOSE_PROJECT_NAME=.*/COMPOSE_PROJECT_NAME=$project/" "$work/stack/.env"
  sed -i "s/project: research\$/project: $project/" "$work/stack/policy.yaml"
  # A policy name of its own, too: berth's table in the packet filter is named after it.
  sed -i "s/name: research-stack,/name: $project,/" "$work/stack/policy.yaml"
  sed -i "s/container_name: research-/container_name: $project-/" "$work"/stack/docker-compose.*.yml
  quietly 'starting the stack' stack up -d --wait
  ports | show
  all_clients_healthy || broken 'the clients do not all answer 200 on /health'
  proven 'stack up: 15 services, all four clients answer 200 on /health'
  fill || broken 'filling the databases with data'
  fingerprints >"$work/fingerprints.before"
  tell 'filled: 50,000 rows in each PostgreSQL (TimescaleDB: in hypertables) and in QuestDB, 5,000 keys in Redis,'
  tell '1,000 points in what stands for Qdrant: a stub of its documented answers, since its server is in no registry here'
  start_writer
  tell "the writer inserts a row every 50 ms through the host port; its folder: $work/notes"
}

move_the_databases() {
  chapter 'berth plan'
  berth 10 plan -f "$work/stack/policy.yaml"
  proven 'plan: changes pending (exit code 10), nothing touched'

  chapter 'berth apply'
  local from to missed
  from=$(now)
  berth 0 apply -f "$work/stack/policy.yaml" --yes
  to=$(now)
  await_writes 5
  ports | show
  diff <(ports) - >&2 <<'PORTS' || broken 'the ports are not where the policy wants them'
timescaledb 7000
timescaledb-backup 7001
langgraph-postgres 7002
kong-database 7003
questdb 7010
questdb 7011
questdb 7012
qdrant 7020
qdrant 7021
redis 7030
pgadmin 7100
adminer 7101
pgweb 7102
timescaledb-exporter 7200
PORTS
  proven "apply: 14 berths on 7000-7003, 7010-7012, 7020-7021, 7030, 7100-7102 and 7200 after $(seconds "$from" "$to") s; the writer's longest wait $(longest_wait "$from" "$to") s"
  check_data
  interfaces_work || broken 'the interfaces do not all answer'
  proven 'pgAdmin, Adminer and pgweb answer, and the exporter reaches its database (pg_up 1)'
  if holds_connections; then
    [ "$(rows_at 5432)" = 50000 ] || broken 'the old port 5432 does not lead to the database'
    proven 'the old port 5432 still leads to it: 50,000 rows, until berth retire ends that'
    missed=$(refused "$from" "$to")
    [ "$missed" = 0 ] || broken "the writer was refused $missed connections"
    proven 'the writer was refused no connection'
  else
    tell 'no nft, or no right to use it: connections were refused during each pause, and the old ports are silent'
  fi
  all_clients_healthy || broken 'the clients do not all answer 200 on /health'
  proven 'all four clients answer 200 on /health, on the new port'
  up_recreates_nothing || broken 'docker compose up -d changed containers'
  proven 'docker compose up -d recreates nothing'
  berth 0 plan -f "$work/stack/policy.yaml"
  proven 'plan again: in sync (exit code 0)'
}

plant_a_failure() {
  chapter 'A planted failure: a policy that moves Kong once more and sends a client to the wrong database'
  # Kong to 7013, and workspace told to use it: its /health will say 503, and berth has to take everything back.
  sed -e '/variable: KONG_DATABASE_PORT/s/port: 7003/port: 7013/' \
    -e '/- name: workspace/,/probe:/{s/uses: .*/uses: [kong-database]/;s/|| 5432/|| 7000/;s/{{timescaledb.postgres}}/{{kong-database.postgres}}/}' \
    -e 's/maxFailedClients: 50%/maxFailedClients: 0%/' \
    "$work/stack/policy.yaml" >"$work/stack/policy-mistaken.yaml"
  { diff "$work/stack/policy.yaml" "$work/stack/policy-mistaken.yaml" || true; } | grep '^[<>]' | show
  local from to
  ports >"$work/ports.before"
  files >"$work/files.before"
  from=$(now)
  berth 20 apply -f "$work/stack/policy-mistaken.yaml" --yes
  to=$(now)
  proven "the failure was found and rolled back by itself (exit code 20), $(seconds "$from" "$to") s from start to end"
  await_writes 5
  diff "$work/ports.before" <(ports) >&2 || broken 'the ports are not as before'
  diff "$work/files.before" <(files) >&2 || broken 'the files are not as before'
  all_clients_healthy || broken 'the clients do not all answer 200 on /health'
  proven 'every port as before, every file as before byte for byte, all four clients answer 200'
  check_data
  up_recreates_nothing || broken 'docker compose up -d changed containers'
  proven 'docker compose up -d still recreates nothing'
  berth 0 history -f "$work/stack/policy.yaml"
}

count_the_rows() {
  chapter 'The rows of the writer'
  stop_writer
  local acknowledged lost doubled
  read -r acknowledged lost doubled <<<"$(account)"
  [ "$acknowledged/$lost/$doubled" = "$acknowledged/0/0" ] ||
    broken "of $acknowledged acknowledged rows $lost are lost and $doubled doubled"
  proven "$acknowledged rows were acknowledged while all this went on: 0 lost, 0 doubled"
}

check_data() {
  fingerprints >"$work/fingerprints.after"
  diff "$work/fingerprints.before" "$work/fingerprints.after" >&2 || broken 'the data changed'
  proven 'every row and key still there (count and checksum of each database as before)'
}

# berth CODE COMMAND...: runs it as a user would, and insists on the exit code.
berth() {
  local expected=$1 code=0
  shift
  printf '   $ deploy/berth %s\n' "${*//$work\//}"
  "$root/deploy/berth" "$@" --state "$work/state" </dev/null || code=$?
  [ "$code" = "$expected" ] || broken "berth $1 ended with exit code $code, not $expected"
}

show() {
  sed 's/^/     /'
}

summarise() {
  chapter "Summary ($1 s in all)"
  local fact
  for fact in "${facts[@]}"; do
    tell "- $fact"
  done
}

finish() {
  local code=$?
  trap - EXIT
  trap '' INT TERM
  if [ "$keep" = yes ] && [ "$code" = 0 ]; then
    stop_writer
    docker rm -f "$project-writer" >/dev/null 2>&1 || true
    chapter 'Kept for exploring'
    tell "cd $work/stack && docker compose ps"
    tell "$root/deploy/berth status -f $work/stack/policy.yaml --state $work/state"
    tell "$root/deploy/demo.sh --clean     # removes it all again"
    exit 0
  fi
  remove_stack
  [ "$engine_is_ours" = no ] || "$root/src/test/rig/rig.sh" stop || true
  if [ "$code" != 0 ] && [ -s "$work/demo.log" ]; then
    cp "$work/demo.log" "$cache/demo-failed.log"
    tell "stopped with exit code $code; what ran in the background: $cache/demo-failed.log" >&2
  fi
  if [ "$code" != 0 ] && [ -f "$work/notes/faults" ]; then
    cp "$work/notes/faults" "$cache/demo-failed.faults"
    tell "each connection of the writer that failed, with its time, its port and what was said: $cache/demo-failed.faults" >&2
  fi
  rm -rf "$work"
  exit "$code"
}

cache=${BERTH_RIG_CACHE:-${HOME:-/root}/.cache/berth-rig}
mkdir -p "$cache"
exec 7>"$cache/demo.lock"
flock -n 7 || refuse 'another demo is running on this machine'
if [ "$clean" = yes ]; then
  remove_stack
  rm -rf "${TMPDIR:-/tmp}"/berth-demo.??????
  exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/berth-demo.XXXXXX")
main
