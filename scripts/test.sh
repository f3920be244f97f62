#!/usr/bin/env bash
# Installs what is missing and runs every test.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh
swift format lint --strict --recursive Sources Tests Benchmarks/Sources Package.swift
# An import of an upper layer fails the build; the exit code tells, whatever the last line says.
# The network's loops are C: without optimization each test that reads an article would wait for them.
swift build --build-tests --explicit-target-dependency-import-check error -Xcc -O2
swift test --skip-build --disable-xctest -Xcc -O2 "$@"
