create table current_permission (
  account uuid not null references account_head,
  product text not null,
  plan text,
  plan_entry bigint,
  plan_at timestamptz,
  choice text,
  choice_entry bigint,
  choice_at timestamptz,
  usable_since timestamptz,
  usable_since_entry bigint,
  standing_at timestamptz not null,
  primary key (account, product)
);
