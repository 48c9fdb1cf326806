-- the application's role sees whether the database is up to its version
grant select on flyway_schema_history to ${application_role};
