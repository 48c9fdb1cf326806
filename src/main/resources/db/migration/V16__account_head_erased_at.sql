-- When the account was erased: nothing that would name the person, or be used, is taken in afterwards.
alter table account_head add erased_at timestamptz;
grant delete on account_profile to ${application_role};
