#!/usr/bin/env bash
# pgweb as one static program. It is named in a go.mod, since `go install` asks for a list of its versions, which a mirror
# may not have.
set -euo pipefail
GOFLAGS='-mod=mod -buildvcs=false' GOTOOLCHAIN=local CGO_ENABLED=0 \
  go build -trimpath -ldflags='-s -w' -o pgweb github.com/sosedoff/pgweb
