-- until now this was the language that a page was last shown in, by whatever browser; from here on it is the one that the
-- person chose
update account_profile set language = null where language is not null;
