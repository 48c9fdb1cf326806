-- That the browser sent Global Privacy Control along with a choice. Its absence says nothing, so there is no false.
alter table ledger_entry add column global_privacy_control boolean check (global_privacy_control);
