#!/bin/bash
# Starts pgAdmin as the official image does, for as much of it as the rig needs: PGADMIN_DEFAULT_EMAIL,
# PGADMIN_DEFAULT_PASSWORD (or _FILE) and the servers in PGADMIN_SERVER_JSON_FILE count only when the data folder is empty.
# gunicorn ends up as PID 1.
set -euo pipefail

if ! [ -s /var/lib/pgadmin/pgadmin4.db ]; then
  password=${PGADMIN_DEFAULT_PASSWORD:-}
  [ -z "${PGADMIN_DEFAULT_PASSWORD_FILE:-}" ] || password=$(<"$PGADMIN_DEFAULT_PASSWORD_FILE")
  if [ -z "${PGADMIN_DEFAULT_EMAIL:-}" ] || [ -z "$password" ]; then
    echo 'set PGADMIN_DEFAULT_EMAIL and PGADMIN_DEFAULT_PASSWORD (or PGADMIN_DEFAULT_PASSWORD_FILE)' >&2
    exit 1
  fi
  PGADMIN_SETUP_EMAIL=$PGADMIN_DEFAULT_EMAIL PGADMIN_SETUP_PASSWORD=$password python3 setup.py setup-db >&2
  servers=${PGADMIN_SERVER_JSON_FILE:-/pgadmin4/servers.json}
  ! [ -f "$servers" ] || python3 setup.py load-servers "$servers" --user "$PGADMIN_DEFAULT_EMAIL" >&2
fi
exec python3 -m gunicorn --bind "${PGADMIN_LISTEN_ADDRESS:-[::]}:${PGADMIN_LISTEN_PORT:-80}" --workers 1 --threads 25 \
  --timeout 86400 --worker-tmp-dir /dev/shm --no-control-socket pgAdmin4:app
