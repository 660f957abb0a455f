#!/bin/bash
# Starts redis-server as PID 1 and as the user redis. Options given as the command win over the two set here.
# The password goes in by standard input: neither the process list nor the container's file system shows it.
set -euo pipefail

if [ "${1:-}" = '' ] || [ "${1:0:1}" = - ]; then
  set -- redis-server "$@"
fi
[ "$1" = redis-server ] || exec "$@"
shift

drop=()
if [ "$(id -u)" = 0 ]; then
  [ "$(stat -c %U /data)" = redis ] || chown -R redis:redis /data
  drop=(setpriv --reuid=redis --regid=redis --init-groups --)
fi
exec ${drop[@]+"${drop[@]}"} redis-server - "$@" <<CONFIG
dir /data
protected-mode no
${REDIS_PASSWORD:+requirepass "${REDIS_PASSWORD//\"/\\\"}"}
CONFIG
