#!/bin/bash
# Starts PostgreSQL as the official image does, for as much of it as the rig needs:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB (each with _FILE), POSTGRES_INITDB_ARGS and
# POSTGRES_HOST_AUTH_METHOD count only when the data folder is empty. The server ends up as PID 1.
set -euo pipefail

# value NAME DEFAULT: the variable NAME, or the content of the file named by NAME_FILE, or DEFAULT.
value() {
  local file_variable="$1_FILE"
  if [ -n "${!1:-}" ] && [ -n "${!file_variable:-}" ]; then
    echo "set $1 or $file_variable, not both" >&2
    exit 1
  fi
  if [ -n "${!file_variable:-}" ]; then
    printf '%s' "$(<"${!file_variable}")"
  else
    printf '%s' "${!1:-$2}"
  fi
}

initialise() {
  local -a extra
  if [ -z "$POSTGRES_PASSWORD" ] && [ "$method" != trust ]; then
    echo 'the data folder is empty and there is no POSTGRES_PASSWORD (or POSTGRES_PASSWORD_FILE)' >&2
    exit 1
  fi
  read -ra extra <<<"${POSTGRES_INITDB_ARGS:-}"
  initdb --username="$POSTGRES_USER" ${POSTGRES_PASSWORD:+--pwfile=/dev/stdin} --encoding=UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host="$method" ${extra[@]+"${extra[@]}"} <<<"$POSTGRES_PASSWORD" >&2
  echo "host all all all $method" >>"$PGDATA/pg_hba.conf"
  if [ "$POSTGRES_DB" != postgres ]; then
    # Single-user mode: no server is up yet that a health check could take for the real one.
    postgres --single -j postgres <<<"CREATE DATABASE \"${POSTGRES_DB//\"/\"\"}\";" >/dev/null
  fi
}

if [ "${1:-}" = '' ] || [ "${1:0:1}" = - ]; then
  set -- postgres "$@"
fi
if [ "$1" = postgres ] && ! [ -s "$PGDATA/PG_VERSION" ]; then
  POSTGRES_USER=$(value POSTGRES_USER postgres)
  POSTGRES_PASSWORD=$(value POSTGRES_PASSWORD '')
  POSTGRES_DB=$(value POSTGRES_DB "$POSTGRES_USER")
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  export POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB
  unset POSTGRES_USER_FILE POSTGRES_PASSWORD_FILE POSTGRES_DB_FILE
fi
if [ "$1" = postgres ] && [ "$(id -u)" = 0 ]; then
  # Secret files are read by now; the rest runs as the server's own user, from the top.
  mkdir -p "$PGDATA"
  [ "$(stat -c %U "$PGDATA")" = postgres ] || chown -R postgres:postgres "$PGDATA"
  chmod 0700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
fi
if [ "$1" = postgres ] && ! [ -s "$PGDATA/PG_VERSION" ]; then
  initialise
fi
exec "$@"
