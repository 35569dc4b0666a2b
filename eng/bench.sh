#!/usr/bin/env bash
# Benchmarks in Release; with a name, only that one.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet run --project tests/Dpemt.Portal.Benchmarks -c Release -- "$@"
