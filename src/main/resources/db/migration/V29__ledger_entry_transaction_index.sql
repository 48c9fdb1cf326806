-- The sequencer finds new entries by their transaction. On a large ledger, operators create this index beforehand with CREATE INDEX
-- CONCURRENTLY, which doesn't block choices.
create index if not exists ledger_entry_transaction on ledger_entry (transaction);
