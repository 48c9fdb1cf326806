-- The server, its timeline and the database: transactions are numbered anew where one of them is another.
create function feed_origin() returns text stable language sql as $$
  select system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '/' || oid
  from pg_control_system(), pg_database
  where datname = current_database()
$$;

-- One row: which feed positions belong to, and up to which transaction it has been forgotten.
create table feed (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid(),
  origin text not null default feed_origin(),
  begun_at timestamptz not null default now(),
  forgotten_before xid8 not null default '0'
);
insert into feed default values;
grant select, update (id, origin, begun_at, forgotten_before) on feed to ${application_role};
