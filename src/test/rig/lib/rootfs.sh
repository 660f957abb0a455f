#!/usr/bin/env bash
# rootfs.sh SUITE SOURCES PACKAGES TARGET APT-OPTIONS: writes a Debian root with the packages and little else to a tar.
# It leaves out documentation, translations and PostgreSQL's LLVM code generator, which the rig has no use for.
set -euo pipefail

suite=$1 sources=$2 packages=$3 target=$4 options=$5

arguments=(--variant=essential --include="${packages// /,}" --mode=auto)
while IFS= read -r option; do
  [ -z "$option" ] || arguments+=(--aptopt="$option")
done <<<"$options"
for path in '/usr/share/doc/*' '/usr/share/man/*' '/usr/share/info/*' '/usr/share/locale/*' '/usr/share/i18n/*' \
  '/usr/lib/*/libLLVM*' '/usr/lib/llvm-*' '/usr/lib/postgresql/*/lib/bitcode/*' '/usr/lib/postgresql/*/lib/llvmjit*'; do
  arguments+=(--dpkgopt="path-exclude=$path")
done

# The server's user has the id that the official images give it, so that a volume outlives a rebuilt image.
case $packages in
  postgresql-*) user=postgres ;;
  redis-*) user=redis ;;
  *) user='' ;;
esac
if [ -n "$user" ]; then
  arguments+=(--essential-hook="echo '$user:x:999:999::/var/lib/$user:/bin/sh' >>\"\$1/etc/passwd\"")
  arguments+=(--essential-hook="echo '$user:x:999:' >>\"\$1/etc/group\"")
fi

# The package must not make a database cluster, and the image keeps no trace of the mirror it came from.
# shellcheck disable=SC2016
mmdebstrap "${arguments[@]}" \
  --essential-hook='mkdir -p "$1/etc/postgresql-common" && echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.conf"' \
  --customize-hook='rm -rf "$1"/etc/apt/sources.list* "$1"/etc/apt/apt.conf.d/99mmdebstrap "$1"/var/log/* "$1"/etc/ssl/private/*' \
  "$suite" "$target" - <<<"$sources"
