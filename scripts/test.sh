#!/usr/bin/env bash
# Installs what is missing and runs every test.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh
swift format lint --strict --recursive Sources Tests Package.swift
# An import of an upper layer fails the build; the exit code tells, whatever the last line says.
swift build --build-tests --explicit-target-dependency-import-check error
swift test --skip-build --disable-xctest "$@"
