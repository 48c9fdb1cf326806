#!/bin/bash
# The two roles and the database of docs/operations.md; the passwords come from the secrets.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v application="$APPLICATION_PASSWORD" <<'SQL'
create role data_controls_owner login password :'owner';
create role data_controls login password :'application';
create database data_controls owner data_controls_owner;
SQL
