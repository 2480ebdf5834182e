#!/bin/bash
# Configures, builds and runs the C++ tests of one preset: scripts/ctest.sh PRESET
set -euo pipefail

preset=$1
log=build/$preset.configure.log
mkdir -p build
cmake --preset "$preset" >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}
cmake --build --preset "$preset"

if [[ $preset == asan ]]; then
    # Some tests a process: with one each, a quarter of the time would go into starting them.
    tests=build/$preset/tests/cpp/themescore_tests
    count=$("$tests" --count --no-colors | sed -n 's/.*: //p')
    ((count > 0)) || { echo "$tests has no tests" >&2; exit 1; }
    seq 1 16 "$count" | xargs -P "${CMAKE_BUILD_PARALLEL_LEVEL:-1}" -I '{}' \
        bash -c '"$0" --no-version --no-colors --first="$1" --last="$(($1 + 15))"' "$tests" '{}'
    echo "$count tests passed"
    exit
fi

run=()
choice=()
if [[ $preset == tsan ]]; then
    # Long, and on one thread, or of rows whose threads other tests have too.
    choice=(--exclude-regex 'slow matcher|damaged lexicon|replicates are not kept')
    # GCC 12's runtime cannot place its shadow memory where the kernel randomises addresses by more than 28 bits.
    setarch -R true 2>/dev/null && run=(setarch -R)
fi
"${run[@]}" ctest --preset "$preset" --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-1}" "${choice[@]}"
