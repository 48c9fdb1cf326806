-- support looks people up by their e-mail address, whatever its case
create index account_profile_email on account_profile (lower(email));
