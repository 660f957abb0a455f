#!/bin/bash
# Starts QuestDB as PID 1 and as the user questdb, with the memory that a test machine has to spare.
set -euo pipefail

[ "$#" = 0 ] || exec "$@"
drop=()
if [ "$(id -u)" = 0 ]; then
  [ "$(stat -c %U /var/lib/questdb)" = questdb ] || chown -R questdb:questdb /var/lib/questdb
  drop=(setpriv --reuid=questdb --regid=questdb --init-groups --)
fi
exec ${drop[@]+"${drop[@]}"} java -Dcontainerized=true -Xms64m -Xmx512m -XX:+UseSerialGC \
  -XX:TieredStopAtLevel=1 --add-exports java.base/jdk.internal.math=io.questdb \
  -p /app/questdb.jar -m io.questdb/io.questdb.ServerMain -d /var/lib/questdb -f
