-- A restore in place keeps the server, its timeline and the database, but makes the tables anew: the file of this one tells.
-- Positions of before go on being worth what they were.
update feed set origin = origin || '/' || pg_relation_filenode('feed') where origin = feed_origin();

create or replace function feed_origin() returns text stable language sql as $$
  select system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '/' || pg_database.oid
    || '/' || pg_relation_filenode('feed')
  from pg_control_system(), pg_database
  where datname = current_database()
$$;
