#!/bin/bash
# Runs the Python tests on a _core built with the address and undefined behaviour sanitizers:
# scripts/pytest_asan.sh [PYTEST ARGUMENT...]
#
# The sanitized package lives in an environment of its own, build/asan/venv, which borrows every other package from
# .venv: the editable install there would come first on any path.
set -euo pipefail

cmake --preset asan -DTHEMESCORE_PYTHON=ON -DPython_EXECUTABLE="$PWD/.venv/bin/python" >build/asan.configure.log
cmake --build --preset asan

site() { "$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))'; }
venv=build/asan/venv
[[ -x $venv/bin/python ]] || .venv/bin/python -m venv --without-pip "$venv"
here=$(site "$venv")
# A path in a .pth file is searched, but the .pth files in it are not read: that of the editable install among them.
site .venv >"$here/borrowed.pth"
rm -rf "$here/themescore"
cp -a python/themescore "$here/"
cmake --install build/asan --prefix "$here" >/dev/null

# The runtime has to be loaded before Python is, and libstdc++ with it, or the first exception finds no __cxa_throw.
# Python and its packages keep memory until the process ends, so leaks are left to the C++ tests. Capturing at the level
# of the file descriptor would swallow the sanitizer's report, because the process ends with it.
preload="$("${CXX:-g++}" -print-file-name=libasan.so) $("${CXX:-g++}" -print-file-name=libstdc++.so)"
LD_PRELOAD=$preload ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 PYTHONMALLOC=malloc \
    "$venv/bin/python" -m pytest -p no:cacheprovider --capture=sys -m "not mostly_python" --hypothesis-profile=sanitizers \
    "$@" tests/python
