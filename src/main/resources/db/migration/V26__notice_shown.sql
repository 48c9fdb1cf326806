-- The form that a choice was made with, the version of the form's texts, and the plan that it was rendered for. Null for every other entry, for
-- choices recorded before this version, and if the form named no notice that exists.
alter table ledger_entry add column notice_place text;
alter table ledger_entry add column notice_version text;
alter table ledger_entry add column notice_plan text;
alter table ledger_entry add check (notice_place is not null or (notice_version is null and notice_plan is null));
