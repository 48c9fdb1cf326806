create table account_head (
  account uuid primary key,
  last_sequence bigint not null,
  last_hash bytea not null,
  last_at timestamptz not null
);

create table ledger_entry (
  account uuid not null references account_head,
  sequence bigint not null check (sequence > 0),
  kind text not null,
  product text,
  plan text,
  happened_at timestamptz not null,
  recorded_at timestamptz not null check (happened_at <= recorded_at),
  actor text not null,
  surface text not null,
  policy_version text,
  text_version text,
  language text,
  request_id uuid,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (account, sequence),
  unique (account, request_id)
);
