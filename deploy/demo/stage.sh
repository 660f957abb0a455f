# shellcheck shell=bash disable=SC2154
# What the demo's story in demo.sh is told with: words on the screen, the copied stack, the writer and the checks.
# Expects: $root (the checkout), $work (the temp folder) and $project.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
else
  bold='' green='' red='' plain=''
fi

chapter() {
  printf '\n%s== %s%s\n' "$bold" "$*" "$plain"
}

tell() {
  printf '   %s\n' "$*"
}

facts=()

# proven FACT: one thing that was just shown; all of them come back in the summary.
proven() {
  facts+=("$*")
  printf '   %sok%s  %s\n' "$green" "$plain" "$*"
}

broken() {
  printf '   %sfailed%s  %s\n' "$red" "$plain" "$*" >&2
  exit 1
}

now() {
  date +%s%3N
}

# seconds FROM TO: the difference of two times of now, in seconds with one decimal.
seconds() {
  awk -v from="$1" -v to="$2" 'BEGIN { printf "%.1f", (to - from) / 1000 }'
}

# quietly WHAT COMMAND...: the output goes to the log, and its end to the screen when the command fails.
quietly() {
  local what=$1
  shift
  "$@" >>"$work/demo.log" 2>&1 </dev/null || {
    tail -n 15 "$work/demo.log" >&2
    broken "$what"
  }
}

# ---- the stack ----------------------------------------------------------------------------------------------------

stack() {
  (cd "$work/stack" && docker compose "$@")
}

# psql in the container of a service; the query comes by standard input.
query() {
  local service=$1 user=$2
  stack exec -T "$service" psql -XAtq -v ON_ERROR_STOP=1 -U "$user" "$user"
}

postgres_services=(timescaledb:research timescaledb-backup:research langgraph-postgres:langgraph kong-database:kong)

fill() {
  local entry
  for entry in "${postgres_services[@]}"; do
    query "${entry%:*}" "${entry#*:}" <<'SQL'
create table readings (id bigint, at timestamptz, sensor text not null, value float8 not null, primary key (id, at));
SQL
    case $entry in
      timescaledb*) query "${entry%:*}" "${entry#*:}" >/dev/null <<'SQL' ;;
create extension timescaledb;
select create_hypertable('readings', 'at', chunk_time_interval => interval '1 hour');
SQL
    esac
    query "${entry%:*}" "${entry#*:}" <<'SQL'
insert into readings select n, timestamptz '2025-01-01' + n * interval '1 s', 'sensor-' || n % 50, sin(n) from generate_series(1, 50000) n;
SQL
  done
  query timescaledb research <<'SQL'
create table demo_writes (id bigint not null, at timestamptz not null default clock_timestamp());
create index on demo_writes (id);
SQL
  stores fill || return 1
  seq 1 5000 | sed 's/.*/SET key:& value-&/' | stack exec -T redis redis-cli | grep -c OK | grep -qx 5000
}

# stores fill|tell: QuestDB and Qdrant by their host ports, with the passwords of the copied stack.
stores() {
  local keys
  keys=("$(<"$work/stack/secrets/questdb")" "$(<"$work/stack/secrets/qdrant")")
  QUESTDB_PASSWORD=${keys[0]} QDRANT_API_KEY=${keys[1]} docker run --rm --network host -e QUESTDB_PASSWORD \
    -e QDRANT_API_KEY -v "$root/deploy/demo:/demo:ro" "${CLIENT_IMAGE:-berth-rig/client:1}" \
    node /demo/stores.js "$1" "$(port questdb:9000)" "$(port questdb:9009)" "$(port qdrant:6333)"
}

# One line a database: its name, and a fingerprint over every row that the demo put in.
fingerprints() {
  local entry
  for entry in "${postgres_services[@]}"; do
    printf '%s ' "${entry%:*}"
    query "${entry%:*}" "${entry#*:}" <<<'select count(*), sum(hashtextextended(r::text, 0)) from readings r'
  done
  stores tell
  printf 'redis '
  stack exec -T redis sh -c 'redis-cli --scan | sort | xargs redis-cli mget | sha256sum'
}

# port SERVICE:TARGET: the host port that Docker really publishes.
port() {
  stack port "${1%:*}" "${1#*:}" | sed 's/.*://'
}

# One line a berth: its service and its host port.
ports() {
  local entry
  for entry in timescaledb:5432 timescaledb-backup:5432 langgraph-postgres:5432 kong-database:5432 questdb:9000 \
    questdb:9009 questdb:8812 qdrant:6333 qdrant:6334 redis:6379 pgadmin:80 adminer:8080 pgweb:8081 \
    timescaledb-exporter:9187; do
    printf '%s %s\n' "${entry%:*}" "$(port "$entry")"
  done
}

containers() {
  docker ps -a --no-trunc --filter "label=com.docker.compose.project=$project" --format '{{.Names}} {{.ID}} {{.State}}' | sort
}

# Every file that a migration may edit, by checksum.
files() {
  (cd "$work/stack" && find . -type f ! -path './.berth/*' -print0 | sort -z | xargs -0 sha256sum)
}

answers_on() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# fetch PORT PATH: all that a server of HTTP answers.
fetch() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
    timeout 5 cat <&3
  ) 2>/dev/null || true
}

# health PORT: the status code of the client's /health.
health() {
  local code
  read -r _ code _ <<<"$(fetch "$1" /health)"
  printf '%s' "${code:-none}"
}

# On their new ports; pgweb and the exporter ask their database for it.
interfaces_work() {
  fetch 7100 /misc/ping | grep -q PING &&
    fetch 7101 / | grep -q 'Login - Adminer' &&
    fetch 7102 /api/databases | grep -q research &&
    fetch 7200 /metrics | grep -qx 'pg_up 1'
}

all_clients_healthy() {
  local port
  for port in 3200 3201 3202 3203; do
    [ "$(health "$port")" = 200 ] || return 1
  done
}

# Whether `docker compose up -d` leaves every container as it is.
up_recreates_nothing() {
  containers >"$work/containers.before"
  quietly 'docker compose up -d' stack up -d
  containers >"$work/containers.after"
  diff "$work/containers.before" "$work/containers.after" >>"$work/demo.log"
}

# ---- the writer ---------------------------------------------------------------------------------------------------

start_writer() {
  mkdir -p "$work/notes"
  chmod 0777 "$work/notes"
  local password
  password=$(<"$work/stack/secrets/timescaledb")
  PGPASSWORD=$password quietly 'starting the writer' docker run -d --name "$project-writer" --network host \
    -v "$work/stack:/stack:ro" -v "$work/notes:/notes" \
    -v "$root/deploy/demo:/demo:ro" -e ENV_FILE=/stack/.env -e PORT_VARIABLE=TIMESCALEDB_PORT -e NOTES=/notes \
    -e PGUSER=research -e PGDATABASE=research -e PGPASSWORD "${CLIENT_IMAGE:-berth-rig/client:1}" node /demo/writer.js
  await_writes 5
}

# await_writes N: N more rows were acknowledged, within 20 seconds.
await_writes() {
  local from end=$((SECONDS + 20))
  from=$(written)
  while [ "$(written)" -lt $((from + $1)) ]; do
    [ "$SECONDS" -lt "$end" ] || broken "the writer stands still: $(tail -n 1 "$work/notes/faults" 2>/dev/null)"
    sleep 0.1
  done
}

written() {
  wc -l 2>/dev/null <"$work/notes/acknowledged" || echo 0
}

stop_writer() {
  docker stop -t 10 "$project-writer" >/dev/null 2>&1 || true
}

# longest_wait FROM TO: the longest time between two acknowledged rows in that span, in seconds.
longest_wait() {
  awk -v from="$1" -v to="$2" '
    last && $2 >= from && last <= to && $2 - last > longest { longest = $2 - last }
    { last = $2 }
    END { printf "%.2f", longest / 1000 }' "$work/notes/acknowledged"
}

# refused FROM TO: how often the writer was refused a connection in that span. Its open session ending is none.
# Fails where the writer's notes are missing.
refused() {
  awk -v from="$1" -v to="$2" '$1 >= from && $1 <= to && /refused|timeout|starting up|shutting down/ { n++ } END { print n + 0 }' \
    "$work/notes/faults"
}

# rows_at PORT: how many readings a client finds by way of a host port.
rows_at() {
  local password
  password=$(<"$work/stack/secrets/timescaledb")
  PGPASSWORD=$password docker run --rm --network host -e PGPASSWORD "${CLIENT_IMAGE:-berth-rig/client:1}" \
    psql -XAtq -h 127.0.0.1 -p "$1" -U research -c 'select count(*) from readings' research
}

holds_connections() {
  nft list tables >/dev/null 2>&1
}

# Looks every acknowledged id up in the table: "acknowledged lost doubled".
account() {
  cut -d ' ' -f 1 "$work/notes/acknowledged" | sort >"$work/ids.acknowledged"
  query timescaledb research <<<'select id from demo_writes' | sort >"$work/ids.found"
  printf '%s %s %s' "$(wc -l <"$work/ids.acknowledged")" \
    "$(comm -23 "$work/ids.acknowledged" <(uniq "$work/ids.found") | wc -l)" \
    "$(uniq -d "$work/ids.found" | wc -l)"
}

# ---- going away ---------------------------------------------------------------------------------------------------

# Removes what carries the project's label or name, wherever it came from; the user's own objects have neither.
remove_stack() {
  local label
  docker info >/dev/null 2>&1 || return 0
  docker rm -f "$project-writer" >/dev/null 2>&1 || true
  close_old_ports
  label=label=com.docker.compose.project=$project
  docker ps -aq --filter "$label" | xargs -r docker rm -f -v >/dev/null
  docker volume ls -q --filter "$label" | xargs -r docker volume rm >/dev/null
  # An engine 20.10 now and then miscounts who is in a network and keeps it (moby#43286): the next stack takes it as it is.
  docker network ls -q --filter "$label" | xargs -r docker network rm >/dev/null 2>&1 ||
    tell 'the engine keeps a network that lists nobody; docker network prune removes it once the engine has restarted'
}

# What a finished migration leaves in the packet filter until berth retire: one table, named after the policy.
close_old_ports() {
  local table
  for table in $(nft list tables 2>/dev/null | awk -v name="berth_dev_${project//-/_}_" '$2 == "inet" && index($3, name) == 1 { print $3 }'); do
    nft delete table inet "$table"
  done
}
