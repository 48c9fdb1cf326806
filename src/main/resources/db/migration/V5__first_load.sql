-- One row: the first load is open until completed_at is set, once. Nobody opens it again.
create table first_load (
  only_row boolean primary key default true check (only_row),
  completed_at timestamptz
);

insert into first_load default values;

create function refuse_to_reopen_first_load() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_level = 'ROW' then
    if old.completed_at is null and new.completed_at is not null then
      return new;
    end if;
  end if;
  raise exception 'the first load is closed once and for good: % refused', tg_op;
end
$$;

create trigger completed_once
  before update on first_load
  for each row execute function refuse_to_reopen_first_load();

create trigger always_one_row
  before insert or delete or truncate on first_load
  for each statement execute function refuse_to_reopen_first_load();

grant select, update (completed_at) on first_load to ${application_role};
