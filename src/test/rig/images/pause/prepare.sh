#!/usr/bin/env bash
set -euo pipefail
GOTOOLCHAIN=local CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o pause pause.go
