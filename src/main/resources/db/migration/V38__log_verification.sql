-- One row: how far the comparison of the ledger with the transparency log has come. Its lock makes one instance of the cluster continue it.
create table log_verification (
  only_row boolean primary key default true check (only_row),
  -- the log that is compared, and its next leaf
  log integer not null default 1,
  position bigint not null default 0,
  -- the end of the last round that was complete
  completed_at timestamptz
);
insert into log_verification default values;
grant select, update (log, position, completed_at) on log_verification to ${application_role};
