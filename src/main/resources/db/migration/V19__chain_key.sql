-- Under which of the chain's keys each row was made. The version before this one knows the first key alone, and names none.
alter table ledger_entry add column chain_key integer not null default 1 check (chain_key > 0);
alter table support_read add column chain_key integer not null default 1 check (chain_key > 0);

-- The key of the last row of each chain: the next one is made under no older key.
alter table account_head add column last_key integer not null default 1;
alter table support_head add column last_key integer not null default 1;
