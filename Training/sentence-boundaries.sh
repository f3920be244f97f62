#!/bin/sh
# Makes Sources/TextAnalysis/SentenceBoundaryWeights.swift again: `Training/sentence-boundaries.sh DATA`.
# DATA holds the train splits of the two treebanks that docs/analysis-segmentation.md names. The seed is fixed.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
data=$1
cd "$root/Benchmarks"
swift build -c release
.build/release/AnalysisBenchmark "$data" train-boundaries | grep -v -e '^##' -e '^$' >"$root/.weights.swift"
mv "$root/.weights.swift" "$root/Sources/TextAnalysis/SentenceBoundaryWeights.swift"
