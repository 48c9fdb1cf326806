-- When each session of staff was begun and last used, so that every replica ends one that nobody uses.
create table support_session (
  session text primary key,
  authenticated_at timestamptz not null,
  last_at timestamptz not null
);
grant select, insert, update, delete on support_session to ${application_role};
