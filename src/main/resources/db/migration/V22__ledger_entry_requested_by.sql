-- The API client that asked for an erasure. Null for every other entry, and for erasures recorded before this version.
alter table ledger_entry add column requested_by text;
