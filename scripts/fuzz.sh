#!/bin/bash
# Builds the fuzz targets and runs each of them for a while: scripts/fuzz.sh SECONDS
#
# What a target finds is written to build/fuzz-findings, what it learns is kept in build/fuzz-corpus for the next run.
set -euo pipefail

seconds=$1
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
mkdir -p build/fuzz-findings
for target in build/fuzz/tests/fuzz/fuzz_*; do
    [[ -f $target && -x $target ]] || continue
    name=${target##*/}
    mkdir -p "build/fuzz-corpus/$name"
    echo "$name, $seconds s"
    "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="build/fuzz-findings/$name-" "build/fuzz-corpus/$name"
done
