#!/usr/bin/env bash
# QuestDB's jar from Maven Central, and the runtime that it needs, cut out of this machine's JDK.
set -euo pipefail
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=org.questdb:questdb:9.2.2 \
  -DoutputDirectory=. -Dmdep.stripVersion=true </dev/null
jlink --add-modules java.base,java.desktop,java.management,java.sql,jdk.management,jdk.unsupported \
  --strip-debug --no-header-files --no-man-pages --output opt/java ||
  { echo 'jlink made no runtime; it comes with a JDK (package openjdk-17-jdk-headless)' >&2 && exit 1; }
tar -cf runtime.tar opt
rm -rf opt
