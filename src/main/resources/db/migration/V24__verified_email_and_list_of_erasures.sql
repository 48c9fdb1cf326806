-- The address that the identity provider had verified. Not a flag: the version before this one changes the address alone while both run.
alter table account_profile add column verified_email text;

-- The list of erasures is read in this order.
create index account_head_erased_at on account_head (erased_at, account) where erased_at is not null;
