-- When a plan began by what billing says. Shown, and no more: the plan counts from its recording.
alter table ledger_entry add column started_at timestamptz;
