#!/bin/bash
# Compares the speed of the working tree with that of another commit: scripts/bench_commits.sh COMMIT [ROUNDS]
#
# The other one is checked out and built under build/bench-base; the benchmarks are those of the working tree for both.
set -euo pipefail

commit=$1
rounds=${2:-5}
base=build/bench-base
git worktree remove --force "$base" 2>/dev/null || true
git worktree add --quiet --detach "$base" "$commit"
trap 'git worktree remove --force "$base"' EXIT
make --no-print-directory -C "$base" develop
"$base/.venv/bin/python" -m pip install -q --group bench
for side in before after; do
    python=.venv/bin/python
    [[ $side == after ]] || python=$base/.venv/bin/python
    echo "$side"
    "$python" benchmarks/run.py --rounds "$rounds" --json "build/bench-$side.json"
done
.venv/bin/python benchmarks/compare.py build/bench-before.json build/bench-after.json
