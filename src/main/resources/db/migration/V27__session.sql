-- One row for each session of a browser. id is the SHA-256 of the cookie, sid the session at the identity provider. The tokens are encrypted
-- under a key that also needs the cookie.
create table session (
  id bytea primary key,
  tenant text not null,
  sid text,
  account uuid,
  tokens bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);
create index session_sid on session (sid);
create index session_account on session (account);
create index session_expires_at on session (expires_at);
grant select, insert, update, delete on session to ${application_role};
-- ended_session stays: the version before this one reads it while both run.
