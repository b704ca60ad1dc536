#!/bin/sh
# Has Docker Compose check deploy/compose.yaml, with random passwords. No Docker engine is needed.
#
# Where there is no Docker Compose, Go builds it once from its source (some minutes; into .stack/tools).
set -eu
cd "$(dirname "$0")/.."

# The newest one that `go install` accepts: later ones have lines in go.mod that only a build in their folder allows.
module=github.com/docker/compose/v5/cmd@v5.0.2
own=.stack/tools/docker-compose

if docker compose version >/dev/null 2>&1; then
    compose="docker compose"
else
    if [ ! -x "$own" ]; then
        command -v go >/dev/null || {
            echo "Neither Docker Compose nor Go is here. On Debian or Ubuntu: apt-get install docker-compose-v2, or" \
                "docker-compose-plugin from Docker's own packages; or Go 1.24 or newer." >&2
            exit 1
        }
        echo "building Docker Compose (once; some minutes)"
        tools=$(mktemp -d)
        GOBIN=$tools go install "$module"
        mkdir -p "$(dirname "$own")"
        mv "$tools/cmd" "$own"
        rmdir "$tools"
    fi
    compose=$own
fi

values=$(mktemp -d)
trap 'rm -rf "$values"' EXIT
python3 deploy/passwords.py "$values/env" >/dev/null
$compose --env-file "$values/env" --file deploy/compose.yaml config --quiet
echo "Docker Compose accepts deploy/compose.yaml"
