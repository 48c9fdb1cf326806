-- What orders billing's reports about a plan (ADR 0019): when the plan ended according to billing, and billing's own growing number.
alter table ledger_entry add column ended_at timestamptz;
alter table ledger_entry add column revision bigint check (revision >= 0);
