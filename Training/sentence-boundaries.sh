#!/bin/sh
# Makes Sources/TextAnalysis/SentenceBoundaryWeights.swift again: `Training/sentence-boundaries.sh DATA`.
# DATA holds the train splits of the two treebanks that docs/analysis-segmentation.md names. The seed is fixed.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
data=$(CDPATH= cd -- "$1" && pwd)
cd "$root/Benchmarks"
swift build -c release
made=$(mktemp)
.build/release/AnalysisBenchmark "$data" train-boundaries >"$made"
grep -v -e '^##' -e '^$' "$made" >"$made.swift"
mv "$made.swift" "$root/Sources/TextAnalysis/SentenceBoundaryWeights.swift"
