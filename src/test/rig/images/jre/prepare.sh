#!/usr/bin/env bash
# The runtime, cut out of this machine's JDK.
set -euo pipefail
jlink --add-modules java.se,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs \
  --strip-debug --no-header-files --no-man-pages --output opt/java ||
  { echo 'jlink made no runtime; it comes with a JDK (package openjdk-17-jdk-headless)' >&2 && exit 1; }
tar -cf runtime.tar opt
rm -rf opt
