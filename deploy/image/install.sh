#!/bin/sh
# Installs Quotewire into a Python environment of its own: what the Dockerfile does, and what its test does elsewhere.
#
#   install.sh wheel WHEELS                the project in the current directory as a wheel with its models, compiled by mypyc
#   install.sh dependencies DIRECTORY      exactly the lock file's packages, each checked by its hash
#   install.sh project DIRECTORY WHEELS    the project from that wheel; then everything becomes Python's byte code
#   install.sh bill DIRECTORY              the bill of materials of what is there, and the page of licences
#
# Of others only wheels are taken: no package's build script is run. Only `wheel` needs a compiler (gcc). The environment has
# no pip. What is written depends on the lock files, the Python and the compiler alone: two builds differ in no byte of a file.
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

# Installs into the tools what the developers' lock file has of a package, with its version and hashes.
tool() {
    for name in "$@"; do
        awk -v name="$name" '/^[^ #]/ { wanted = index($0, name "==") == 1 } wanted' requirements-dev.lock
    done > "$work/tools.lock"
    pip install --require-hashes --only-binary :all: --requirement "$work/tools.lock"
}

case $step in
wheel)
    # What mypyc needs, and what the compiled modules import, whose types it has to know.
    tool setuptools mypy mypy-extensions typing-extensions pathspec librt ast-serialize \
        pydantic pydantic-core annotated-types typing-inspection orjson
    # The same date in all files, or the wheel would be another one each time.
    export QUOTEWIRE_COMPILE=yes SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-315532800}"
    pip wheel --no-deps --no-index --no-build-isolation --wheel-dir "$target" .
    ;;
dependencies)
    "$python" -m venv --without-pip "$target"
    pip --python "$target/bin/python" install --no-compile --require-hashes --only-binary :all: \
        --requirement requirements.lock
    # A tenth of the packages are their tests.
    find "$target"/lib/python3*/site-packages -type d -name tests -prune -exec rm -r {} +
    ;;
project)
    # By name, not by path: pip would note the path, which is another one each time.
    pip --python "$target/bin/python" install --no-compile --no-deps --no-index --find-links "$3" quotewire
    pip --python "$target/bin/python" check
    # Compiled files are valid by themselves, not by the time of their source, which is that of the build. -f: also
    # those that Python has made by itself by now.
    PYTHONHASHSEED=0 "$target/bin/python" -m compileall -q -f --invalidation-mode unchecked-hash "$target"/lib/python3*
    ;;
bill)
    tool cyclonedx-python-lib boolean-py defusedxml license-expression packageurl-python packaging py-serializable \
        sortedcontainers typing-extensions
    "$work/tools/bin/python" deploy/bill/bill.py "$target/share/doc/quotewire/quotewire.cdx.json" \
        --environment "$target" ${SYSTEM:+--system}
    cp docs/licences.md "$target/share/doc/quotewire/licences.md"
    ;;
*)
    echo "install.sh: unknown step '$step': wheel, dependencies, project or bill" >&2
    exit 2
    ;;
esac
