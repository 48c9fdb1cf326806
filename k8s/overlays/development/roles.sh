#!/bin/bash
# The two roles and the database of docs/operations.md; the passwords come from the environment.
set -euo pipefail
# \getenv, because other processes can read the arguments of a process
psql -v ON_ERROR_STOP=1 <<'SQL'
\getenv owner OWNER_PASSWORD
\getenv application APPLICATION_PASSWORD
create role data_controls_owner login password :'owner';
create role data_controls login password :'application';
create database data_controls owner data_controls_owner;
\connect data_controls
-- before PostgreSQL 15 every role may create objects in this schema
revoke create on schema public from public;
grant create, usage on schema public to data_controls_owner;
SQL
