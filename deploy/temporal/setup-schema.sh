#!/bin/sh
# Makes Temporal's two databases and brings their tables to the version of this image. Runs in temporalio/admin-tools
# at every start, as a job that ends; on an up-to-date database it changes nothing.
# temporal-sql-tool takes SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD and SQL_PLUGIN from the environment.
set -eu

schemas="${SCHEMA_DIR:-/etc/temporal/schema}/postgresql/v12"

set_up() {
  database=$1
  versions=$2
  temporal-sql-tool --db "$database" create
  # Only makes the table that says which version the others have; what is there already stays.
  temporal-sql-tool --db "$database" setup-schema -v 0.0
  temporal-sql-tool --db "$database" update-schema -d "$versions"
}

set_up temporal "$schemas/temporal/versioned"
set_up temporal_visibility "$schemas/visibility/versioned"
echo 'Temporal schema is ready'
