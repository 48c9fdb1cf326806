-- One row: how far the verification of all accounts has come. Its lock makes one instance of the cluster continue it.
create table verification_round (
  only_row boolean primary key default true check (only_row),
  -- the last account that was verified; null before the first of a round
  position uuid,
  verified bigint not null default 0,
  begun_at timestamptz,
  -- the end of the last round that was complete
  completed_at timestamptz
);
insert into verification_round default values;
grant select, update (position, verified, begun_at, completed_at) on verification_round to ${application_role};
