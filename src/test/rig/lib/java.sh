# shellcheck shell=bash disable=SC2154
# A Java program that Debian does not have: images/NAME/jars has its coordinates on Maven Central, one a line, and
# images/NAME/modules the modules of the runtime that it needs, which is cut out of this machine's JDK.

# java_into NAME FOLDER: copies both there, each jar named as its artifact, the runtime as runtime.tar.
java_into() {
  local coordinates work
  [ -f "$rig/images/$1/jars" ] || return 0
  while IFS= read -r coordinates; do
    mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$coordinates" \
      -DoutputDirectory="$2" -Dmdep.stripVersion=true </dev/null || fail "Maven did not get $coordinates"
  done <"$rig/images/$1/jars"
  work=$(mktemp -d)
  jlink --add-modules "$(cat "$rig/images/$1/modules")" --strip-debug --no-header-files --no-man-pages \
    --output "$work/opt/java" || fail 'jlink made no runtime; it comes with a JDK (package openjdk-17-jdk-headless)'
  tar -C "$work" -cf "$2/runtime.tar" opt
  rm -rf "$work"
}
