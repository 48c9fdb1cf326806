-- The application appends; it can't change or remove what is there. The trigger says the same to everybody else.
create function refuse_to_change_history() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % refused', tg_op;
end
$$;

create trigger append_only
  before update or delete or truncate on ledger_entry
  for each statement execute function refuse_to_change_history();

grant select, insert on ledger_entry to ${application_role};
grant select, insert, update on account_head, account_profile to ${application_role};
-- the projection can be made anew from the ledger
grant select, insert, update, delete on current_permission to ${application_role};
