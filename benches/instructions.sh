#!/usr/bin/env bash
# Counts the instructions that a row of workload W costs on one thread, and fails above 3% more than the kept count.
# The difference of two runs leaves out loading, planning and drawing the population. `--keep` writes the count.
set -euo pipefail
cd "$(dirname "$0")/.."
kept=benches/instructions.txt

if ! command -v valgrind >/dev/null; then
  { apt-get update -qq && apt-get install -y -qq valgrind; } >/dev/null
fi
cargo build --release --quiet --locked -p timbang-benches --bin workload
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

count() {
  valgrind --tool=callgrind --callgrind-out-file="$folder/out" target/release/workload kernels --times "$1" \
    >"$folder/rows" 2>/dev/null
  printf '%s %s\n' "$(sed -n 's/^\(summary\|totals\): //p' "$folder/out" | head -1)" "$(cat "$folder/rows")"
}

read -r few few_rows < <(count 2)
read -r many many_rows < <(count 10)
found=$(awk -v a="$few" -v b="$many" -v c="$few_rows" -v d="$many_rows" 'BEGIN { printf "%.1f", (b - a) / (d - c) }')
if [ "${1:-}" = --keep ]; then
  printf '%s instructions a row, %s\n' "$found" "$(rustc --version)" >"$kept"
fi
read -r limit _ <"$kept"
echo "workload W: $found instructions a row; kept: $(cat "$kept")"
awk -v found="$found" -v kept="$limit" 'BEGIN { exit found > kept * 1.03 }' || {
  echo "lebih dari 3% di atas angka yang disimpan / more than 3% above the kept count" >&2
  exit 1
}
