#!/usr/bin/env bash
# Adds a migration of the given name to both providers. Needs no server.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: eng/migrations.sh NAME}
dotnet tool restore >/dev/null
for provider in Sqlite SqlServer; do
  project=migrations/Dpemt.Portal.Migrations.$provider
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --output-dir . --namespace "Dpemt.Portal.Migrations.$provider"
done
