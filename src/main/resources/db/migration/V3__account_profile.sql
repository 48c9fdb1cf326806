create table account_profile (
  account uuid primary key,
  email text,
  display_name text,
  language text
);
