#!/bin/sh
# Make or complete .venv. Usage: tools/environment.sh PYTHON site|dev
#
# Called by the Makefile, and only when a lock file is newer than its stamp. A stamp is a copy of the lock file that
# was installed, written last: without one, whatever is in .venv is half made and is made again.
# Everything said here goes to standard error, so that `make -s check FORMAT=json` stays JSON.
set -u
exec >&2

venv=.venv
python=$1
purpose=$2

fail() {
    printf 'error: %s\n' "$@"
    exit 1
}

have_uv() {
    command -v uv >/dev/null 2>&1
}

find_python() {
    command -v "$python" >/dev/null 2>&1 ||
        fail "there is no program '$python'. Sevenlayer needs Python 3.11 or newer: make PY=/path/to/python3.11 ..."
    executable=$("$python" -c '
import sys
if sys.version_info < (3, 11):
    sys.exit(1)
print(sys.executable)') || {
        version=$("$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')
        fail "'$python' is Python $version, and Sevenlayer needs 3.11 or newer: make PY=python3.11 ..."
    }
}

make_venv_with_uv() {
    # Older releases of uv replace an environment unasked and do not know --clear; all know this variable or ignore it.
    UV_VENV_CLEAR=1 uv venv --quiet --python "$executable" "$venv"
}

make_venv() {
    "$executable" -c 'import ensurepip, venv' 2>/dev/null || {
        version=$("$executable" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "this Python cannot make virtual environments." \
            "On Debian and Ubuntu: apt install python3-venv (or python$version-venv). Or install uv."
    }
    "$executable" -m venv --clear "$venv" || fail "$executable could not make $venv; its own message is above."
}

install_with_uv() {
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$1"
}

install_with_pip() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$1" ||
        fail "pip could not install $1; its own message is above."
}

set_up_site() {
    find_python
    if [ -L "$venv" ]; then
        fail "$venv is a symbolic link; remove it, or use another environment: make PELICAN=/path/to/pelican ..."
    fi
    if have_uv; then
        echo "Setting up $venv with uv ..."
        if make_venv_with_uv && install_with_uv requirements.lock; then
            return
        fi
        echo "uv could not do it; trying venv and pip ..."
    else
        echo "Setting up $venv with venv and pip; this takes a minute, once ..."
    fi
    make_venv
    install_with_pip requirements.lock
}

set_up_dev() {
    # A package that was interrupted half way can look installed, so nothing is built on it.
    if [ -e "$unfinished" ]; then
        set_up_site
    fi
    : >"$unfinished"
    echo "Adding the tools for tests and checks to $venv ..."
    if have_uv; then
        install_with_uv requirements-dev.lock && return
        echo "uv could not do it; trying pip ..."
    fi
    # An environment made by uv comes without pip.
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null ||
        fail "there is no pip in $venv; remove it and try again."
    install_with_pip requirements-dev.lock
}

# So that `import sevenlayer` finds plugins/, from a console script too. The path is relative to the folder of the file: a
# clone may be moved.
add_package() {
    for packages in "$venv"/lib/python*/site-packages; do
        [ -d "$packages" ] && echo ../../../../plugins >"$packages/sevenlayer.pth"
    done
}

case $purpose in
    site) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) fail "usage: tools/environment.sh PYTHON site|dev" ;;
esac
stamp=$venv/.$lock
unfinished=$venv/.unfinished

# A checkout renews the time of a file whose content is the same.
if cmp -s "$lock" "$stamp" && [ -x "$venv/bin/python" ]; then
    touch "$stamp"
    add_package
    exit 0
fi

rm -f "$stamp"
"set_up_$purpose"
add_package
cp "$lock" "$stamp"
rm -f "$unfinished"
