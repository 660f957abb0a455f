#!/usr/bin/env bash
# pgAdmin from PyPI for the Python of the image, whichever this machine has: wheels alone, of any glibc up to Debian 12's.
set -euo pipefail

fetch() {
  pip3 --disable-pip-version-check install --quiet --root-user-action=ignore --no-deps --no-compile --target "$@"
}

wheels=(--only-binary=:all: --implementation=cp --python-version=3.11)
for glibc in _2_36 _2_34 _2_28 _2_27 _2_24 _2_17 2014 _2_12 2010 _2_5 1; do
  wheels+=(--platform="manylinux${glibc}_$(uname -m)")
done
fetch site "${wheels[@]}" -r requirements.txt
# Two have no wheel; they are plain Python, so that any Python makes it.
fetch site Flask-Principal==0.4.0 jsonformatter==0.3.4

rm -rf site/pgadmin4/docs site/bin
find site -name '*.map' -delete
find site -type d -name tests -prune -exec rm -rf {} +
