#!/bin/bash
# Makes a bare Debian ready to build: installs the system packages that are missing and creates .venv.
#
#   scripts/bootstrap.sh packages NAME...   install those of the named Debian packages that are missing
#   scripts/bootstrap.sh venv [DIR]         create DIR (default .venv) with the python3 that is on PATH
#
# Where nothing is missing nothing is called: no apt, no sudo, no network.
set -euo pipefail

python=${PYTHON:-python3}
cxx=${CXX:-g++}

die() {
    echo "themescore: $*" >&2
    exit 1
}

header_exists() {
    echo "#include <$1>" | "$cxx" -x c++ -E - >/dev/null 2>&1
}

# Asks for the thing itself rather than for the package, so that a compiler or library from elsewhere will do.
is_there() {
    case $1 in
        g++) command -v "$cxx" >/dev/null && header_exists vector ;;
        python3-venv) "$python" -c 'import ensurepip, venv' 2>/dev/null ;;
        python3-dev) "$python" -c 'import os, sysconfig as s; os.stat(s.get_path("include") + "/Python.h")' 2>/dev/null ;;
        libeigen3-dev) header_exists eigen3/Eigen/Core || header_exists Eigen/Core ;;
        libutf8proc-dev) header_exists utf8proc.h && [[ -e $("$cxx" -print-file-name=libutf8proc.a) ]] ;;
        libstemmer-dev) header_exists libstemmer.h && [[ -e $("$cxx" -print-file-name=libstemmer.a) ]] ;;
        libre2-dev) header_exists re2/re2.h && [[ -e $("$cxx" -print-file-name=libre2.so) ]] ;;
        doctest-dev) header_exists doctest/doctest.h ;;
        unicode-data) [[ -e /usr/share/unicode/auxiliary/WordBreakTest.txt ]] ;;
        ccache) command -v ccache >/dev/null ;;
        clang) command -v clang++ >/dev/null ;;
        *) dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed ;;
    esac
}

install_packages() {
    local missing=() name
    for name in "$@"; do
        is_there "$name" || missing+=("$name")
    done
    ((${#missing[@]})) || return 0

    local todo="missing system packages; install them first: apt-get install ${missing[*]}"
    command -v apt-get >/dev/null || die "$todo (Debian's names)"
    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "$todo"
        as_root=(sudo)
        # Without a terminal nobody can type a password.
        [[ -t 0 ]] || as_root+=(-n)
    fi
    echo "themescore: installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq </dev/null || die "$todo"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null || die "$todo"
}

check_python() {
    command -v "$python" >/dev/null || die "$python is missing; install Python 3.11 or newer"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "$("$python" --version) is too old; Python 3.11 or newer is needed (choose one with PYTHON=...)"
}

make_venv() {
    local dir=${1:-.venv}
    # A .venv that was moved or whose interpreter is gone cannot be repaired, only made again.
    "$dir/bin/python" -m pip --version >/dev/null 2>&1 && return 0
    check_python
    echo "themescore: making $dir with $("$python" --version)"
    rm -rf "$dir"
    "$python" -m venv "$dir"
    # Dependency groups need pip 25.1.
    "$dir/bin/python" -m pip install -q --no-compile --upgrade 'pip>=25.1'
}

case ${1-} in
    packages) shift && check_python && install_packages "$@" ;;
    venv) shift && make_venv "$@" ;;
    *) die "usage: $0 packages NAME... | venv [DIR]" ;;
esac
