#!/usr/bin/env bash
# Files longer than a reader holds are a fault: split them where a piece wants a name of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
found=$(git ls-files 'src/*.cs' 'src/*.razor' 'tests/*.cs' | while read -r file; do
  [ -f "$file" ] || continue
  lines=$(wc -l < "$file")
  case "$file" in
    tests/*) limit=500 ;;
    *.razor) limit=220 ;;
    *) limit=300 ;;
  esac
  [ "$lines" -le "$limit" ] || echo "$file: $lines lines, at most $limit"
done)
if [ -n "$found" ]; then
  echo "$found"
  exit 1
fi
