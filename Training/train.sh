#!/usr/bin/env bash
# Makes all trained weights of the text engine again: Training/train.sh DATA [WORK]
# DATA holds the data sets that Training/README.md lists. WORK keeps what comes between (default: a new folder).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
data="$(cd "$1" && pwd)"
work="${2:-$(mktemp -d)}"
lexicon="$here/../Sources/Extraction/Lexicon"
mkdir -p "$work"

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --requirement "$here/requirements.txt"
python="$work/python/bin/python"

# One thread: sums are made in one order, so that the same weights come out again.
export OMP_NUM_THREADS=1
"$python" "$here/train.py" "$data" "$lexicon" "$work/first" --seed 1 --epochs 22 --silver-from 11 --labels sums
"$python" "$here/train.py" "$data" "$lexicon" "$work/second" --seed 4 --epochs 20 --silver-from 12 --repeat 3 \
    --teacher "$work/first/network.pt" --treebank "$here"/treebank/business-[1-4].conllu
for seed in 5 6; do
    "$python" "$here/train.py" "$data" "$lexicon" "$work/third-$seed" --seed $seed --epochs 5 --silver-from 5 --repeat 3 \
        --rate 1e-3 --start "$work/second/network.pt" --teacher "$work/first/network.pt" "$work/second/network.pt" \
        --emphasis appos=4 conj=2 --treebank "$here"/treebank/business-[1-4].conllu
done
"$python" "$here/export.py" "$data" "$lexicon" "$here/../Sources/CModelWeights/weights/english.bin" \
    "$work/third-5/network.pt" "$work/third-6/network.pt"
"$here/sentence-boundaries.sh" "$data"
