-- A MAC over the row, made by the application: the row follows from verified entries (ADR 31). Null in the rows of earlier builds, which are
-- verified against the ledger when they are read, until they are sealed.
alter table account_head add column seal bytea;
alter table current_permission add column seal bytea;
alter table permission_change add column seal bytea;

-- Accounts that are still to be sealed.
create index account_head_unsealed on account_head (account) where seal is null;
