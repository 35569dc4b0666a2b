#!/usr/bin/env bash
# Adds a migration of the given name to both providers. Needs no server.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: eng/migrations.sh NAME}
dotnet tool restore >/dev/null
for provider in Sqlite SqlServer; do
  project=migrations/Dpemt.Portal.Migrations.$provider
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --output-dir . --namespace "Dpemt.Portal.Migrations.$provider"
  # A first migration puts the snapshot into folders made from the namespace; it belongs beside the migration.
  find "$project/Dpemt" -name '*ModelSnapshot.cs' -exec mv {} "$project/" \; 2>/dev/null || true
  rm -rf "$project/Dpemt"
done
