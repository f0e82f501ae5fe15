#!/bin/sh
# Write requirements.lock and requirements-dev.lock from pyproject.toml. Usage: tools/lock.sh [--upgrade ...]
set -eu

command -v uv >/dev/null 2>&1 || {
    echo 'error: locking needs uv; see https://docs.astral.sh/uv/' >&2
    exit 1
}

pin() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command 'make lock' "$@" pyproject.toml >/dev/null
}

pin "$@" --extra linkcheck --output-file requirements.lock
# Tests run on exactly what the site is built with.
pin "$@" --extra dev --extra linkcheck --extra publish --constraint requirements.lock --output-file requirements-dev.lock
