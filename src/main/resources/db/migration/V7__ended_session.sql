-- Sessions that were ended before their token: no replica takes their cookie any more.
create table ended_session (
  session text primary key,
  ended_at timestamptz not null default now()
);
grant select, insert, delete on ended_session to ${application_role};
