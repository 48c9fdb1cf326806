-- The accounts that a search found, and the hash of what the staff member was called; both are part of the row's hash. Null in the rows
-- of earlier versions.
alter table support_read add column found uuid[];
alter table support_read add column name_hash bytea;
create index support_read_found on support_read using gin (found) where found is not null;

-- What the staff member was called then. It names a person, so it can be erased; the hash above is salted and says nothing without it.
create table support_read_name (
  staff uuid not null,
  sequence bigint not null,
  salt bytea not null,
  name text not null,
  primary key (staff, sequence),
  foreign key (staff, sequence) references support_read
);
grant select, insert, delete on support_read_name to ${application_role};
