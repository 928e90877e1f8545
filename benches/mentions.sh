#!/usr/bin/env bash
# Times the totals of words beside ripgrep's scan and SQLite's FTS5 on the same texts, in one run.
#
#   benches/mentions.sh FOLDER [WORD…]
#
# FOLDER holds plain text files. The words are counted by the command line of each program, the
# whole process, best of 5; the counts of ripgrep and of this program must be equal (both count
# words exactly as typed, in any case). FTS5 counts by its table of terms. What is not installed
# is left out by name. MINUTEBOOK names a program that is built already. The index and the database go to a folder of their own, which is removed.
set -euo pipefail
folder=$(realpath "${1:?name a folder of plain texts}")
shift
words=("$@")
[ $# -gt 0 ] || words=(the section ordinance playground adelphia)
here=$(cd "$(dirname "$0")/.." && pwd)
minutebook=${MINUTEBOOK:-}
if [ -z "$minutebook" ]; then
  cargo build --quiet --release --manifest-path "$here/Cargo.toml"
  minutebook="${CARGO_TARGET_DIR:-$here/target}/release/minutebook"
fi
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Wall and CPU seconds of a command, best of 5.
best() {
  for _ in 1 2 3 4 5; do
    { TIMEFORMAT='%R %U %S'; time "$@" > /dev/null 2>&1 || true; } 2>&1
  done | awk 'NR == 1 || $1 < wall { wall = $1; cpu = $2 + $3 } END { printf "%.3f %.3f", wall, cpu }'
}
count_index() { "$minutebook" mentions "\"$1\"" --exact --index "$place/index" --limit 1 --format json; }
count_scan() { rg -o -w -i --count-matches --no-filename -e "$1" "$folder" | awk '{ n += $1 } END { print n + 0 }'; }
count_terms() { sqlite3 "$place/texts.db" "SELECT cnt FROM terms WHERE term = '$1'"; }

echo "index:"
time "$minutebook" index "$folder" --index "$place/index" > /dev/null 2>&1
if command -v sqlite3 > /dev/null; then
  echo "FTS5:"
  time sqlite3 "$place/texts.db" "
    CREATE VIRTUAL TABLE texts USING fts5(body);
    INSERT INTO texts SELECT CAST(data AS TEXT) FROM fsdir('$folder') WHERE data IS NOT NULL;
    CREATE VIRTUAL TABLE terms USING fts5vocab(texts, row);"
else
  echo "sqlite3 is not installed: left out"
fi
command -v rg > /dev/null || echo "rg is not installed: left out"
printf '%-14s %10s %22s %22s %22s\n' word count 'minutebook wall, CPU s' 'rg' 'FTS5'
for word in "${words[@]}"; do
  count=$(count_index "$word" | grep -o '"occurrences": *[0-9]*' | head -1 | grep -o '[0-9]*$')
  row=$(printf '%-14s %10s %22s' "$word" "$count" "$(best count_index "$word")")
  if command -v rg > /dev/null; then
    scanned=$(count_scan "$word")
    [ "$scanned" = "$count" ] || row="$row (rg counts $scanned)"
    row="$row $(printf '%22s' "$(best count_scan "$word")")"
  fi
  if command -v sqlite3 > /dev/null; then
    row="$row $(printf '%22s' "$(best count_terms "$word")")"
  fi
  echo "$row"
done
