-- Which transaction recorded it, to be compared with what a pipeline has applied. Not part of the chain: a restored database numbers anew.
alter table ledger_entry add column transaction xid8;
alter table ledger_entry alter column transaction set default pg_current_xact_id();
