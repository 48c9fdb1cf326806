-- The feed: each change of usable_since, in the transaction that makes it. It can be forgotten after a while, the ledger can't.
create table permission_change (
  transaction xid8 not null default pg_current_xact_id(),
  account uuid not null,
  sequence bigint not null,
  product text not null,
  usable_since timestamptz,
  changed_at timestamptz not null,
  primary key (transaction, account, sequence, product)
);
create index permission_change_age on permission_change using brin (changed_at);
grant select, insert, delete on permission_change to ${application_role};
