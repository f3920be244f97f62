#!/usr/bin/env bash
# Installs what the build needs on Debian 12: SQLite's headers, pkg-config and the sqlite3 shell that the tests compare with.
set -euo pipefail

missing=()
for package in libsqlite3-dev pkg-config sqlite3 python3; do
    case "$package" in
        python3) command -v python3 > /dev/null || missing+=(python3) ;;
        sqlite3) command -v sqlite3 > /dev/null || missing+=(sqlite3) ;;
        *) dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package") ;;
    esac
done
if [ ${#missing[@]} -gt 0 ]; then
    run=()
    if [ "$(id -u)" -ne 0 ]; then run=(sudo); fi
    "${run[@]}" apt-get update -qq
    "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"
fi
if ! command -v swift > /dev/null; then
    echo "A Swift 6.3 toolchain is needed: see https://www.swift.org/install/linux/" >&2
    exit 1
fi
