#!/usr/bin/env bash
# Every test, browser tests included. Installs a browser and a spreadsheet program when they are not there (Debian). Arguments go to dotnet test,
# for instance: eng/test.sh --filter FullyQualifiedName~Handover
# With SQLSERVER_CONNECTION set, the tests run on that SQL Server instead of SQLite files (README).
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TZ=UTC

install() {
  echo "== installing $* =="
  local sudo; sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null
}

command -v chromium >/dev/null || install chromium fonts-liberation fonts-noto-color-emoji || exit 1
# Opens and recomputes the portal's spreadsheets.
command -v soffice >/dev/null || install --no-install-recommends libreoffice-calc-nogui || exit 1

configuration=${CONFIGURATION:-Release}
echo "== build ($configuration) =="
dotnet build Dpemt.Portal.sln -c "$configuration" -v q -clp:NoSummary || exit 1

# One project after the other: on two cores, suites that start processes and browsers would only disturb each other.
failed=0
for project in tests/*.Tests/*.Tests.csproj; do
  echo "== $(basename "$project" .csproj) =="
  dotnet test "$project" -c "$configuration" --no-build --nologo "$@" || failed=1
done
exit $failed
