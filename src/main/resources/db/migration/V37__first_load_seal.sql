-- A MAC over the instant of completion, made by the application.
alter table first_load add column seal bytea;
-- An import that was completed before there were seals. Only this migration sets it.
alter table first_load add column completed_before_seals boolean not null default false;

alter table first_load disable trigger completed_once;
update first_load set completed_before_seals = true where completed_at is not null;
alter table first_load enable trigger completed_once;

create or replace function refuse_to_reopen_first_load() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_level = 'ROW' then
    if new.completed_at is not null and (old.completed_at is null or old.completed_at = new.completed_at)
        and new.completed_before_seals = old.completed_before_seals then
      return new;
    end if;
  end if;
  raise exception 'the first load is closed once and for good: % refused', tg_op;
end
$$;

grant update (seal) on first_load to ${application_role};
