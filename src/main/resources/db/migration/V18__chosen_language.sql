-- the language that the person chose, which the column language was not: that is the one a page was last shown in, by whatever
-- browser, and the version before this one still writes it while both run; a later version can drop it
alter table account_profile add column chosen_language text;
