#!/bin/sh
# Makes Sources/CModelWeights/weights/boundaries.bin again: `Training/sentence-boundaries.sh DATA`.
# DATA holds the train splits of the two treebanks that docs/analysis-segmentation.md names. The seeds are fixed. The
# lists of names are those of english.bin, which is made first.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
data=$(CDPATH= cd -- "$1" && pwd)
cd "$root/Benchmarks"
swift build -c release
.build/release/AnalysisBenchmark "$data" train-boundaries
