-- where the first load knows an entry from
alter table ledger_entry add column evidence text check (char_length(evidence) <= 200);
