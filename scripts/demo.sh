#!/usr/bin/env bash
# Installs what is missing, builds, reads Fixtures/articles, answers a question and exports CSV.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh
swift build -c release --product dossier
dossier="$(swift build -c release --show-bin-path)/dossier"
work="${1:-$(mktemp -d)}"
mkdir -p "$work"
export DOSSIER_BASE="$work/dossier.sqlite"

echo
echo "\$ dossier ingest Fixtures/articles"
"$dossier" ingest Fixtures/articles

echo
echo "Which labs keep frontier models behind APIs?"
question="SELECT DISTINCT company, access, quote FROM model_access WHERE scope = 'frontier' AND access = 'api' ORDER BY company"
echo "\$ dossier sql \"$question\""
"$dossier" sql "$question"

echo
echo "\$ dossier export --all $work/csv"
"$dossier" export --all "$work/csv"
head -4 "$work/csv/capex_figures.csv"
