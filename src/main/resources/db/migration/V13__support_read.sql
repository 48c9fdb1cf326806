-- Each time staff looked something up: recorded before it is shown, chained per staff member, never changed.
create table support_head (
  staff uuid primary key,
  last_sequence bigint not null,
  last_hash bytea not null,
  last_at timestamptz not null
);

create table support_read (
  staff uuid not null references support_head,
  sequence bigint not null check (sequence > 0),
  recorded_at timestamptz not null,
  view text not null,
  account uuid,
  as_of timestamptz,
  words_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (staff, sequence)
);
create index support_read_account on support_read (account, recorded_at) where account is not null;
create index support_read_age on support_read (recorded_at);

create trigger append_only
  before update or delete or truncate on support_read
  for each statement execute function refuse_to_change_history();

-- What staff wrote. It may name a person, so it can be erased; the hash above is salted and says nothing without it.
create table support_read_words (
  staff uuid not null,
  sequence bigint not null,
  salt bytea not null,
  reason text not null,
  subject text,
  primary key (staff, sequence),
  foreign key (staff, sequence) references support_read
);

grant select, insert, update on support_head to ${application_role};
grant select, insert on support_read to ${application_role};
grant select, insert, delete on support_read_words to ${application_role};
