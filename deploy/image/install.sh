#!/bin/sh
# Installs Quotewire into a Python environment of its own: what the Dockerfile does, and what its test does elsewhere.
#
#   install.sh dependencies DIRECTORY    exactly the lock file's packages, each checked by its hash
#   install.sh project DIRECTORY         the project in the current directory, with its models
#
# Only wheels are taken, so no compiler is needed and no package's build script is run. The environment has no pip.
set -eu
umask 022

step=$1
target=$2
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m venv "$work/tools"
pip() {
    "$work/tools/bin/python" -m pip --quiet --disable-pip-version-check --no-input "$@"
}

case $step in
dependencies)
    "$python" -m venv --without-pip "$target"
    pip --python "$target/bin/python" install --require-hashes --only-binary :all: --requirement requirements.lock
    ;;
project)
    # setuptools builds the project and is not part of it: its version and hashes stand in the developers' lock file.
    awk '/^[^ #]/ { wanted = /^setuptools==/ } wanted' requirements-dev.lock > "$work/setuptools.lock"
    pip install --require-hashes --only-binary :all: --requirement "$work/setuptools.lock"
    pip wheel --no-deps --no-build-isolation --wheel-dir "$work/wheels" .
    pip --python "$target/bin/python" install --no-deps "$work"/wheels/*.whl
    pip --python "$target/bin/python" check
    ;;
*)
    echo "install.sh: unknown step '$step': dependencies or project" >&2
    exit 2
    ;;
esac
