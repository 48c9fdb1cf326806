-- How far each pipeline had applied the feed, one row a minute: the last report in it.
create table consumer_position (
  consumer text not null,
  minute timestamptz not null,
  reported_at timestamptz not null,
  applied pg_snapshot not null,
  applied_end xid8 not null generated always as (pg_snapshot_xmax(applied)) stored,
  primary key (consumer, minute)
);
create index consumer_position_end on consumer_position (consumer, applied_end);
grant select, insert, update, delete on consumer_position to ${application_role};
