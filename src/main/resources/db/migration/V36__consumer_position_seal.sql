-- A MAC over the row, made by the application. Rows without one, of earlier builds, don't count: nothing that is stored proves what a pipeline
-- applied, so they can't be sealed later. The next report of each pipeline covers everything before it.
alter table consumer_position add column seal bytea;
create index consumer_position_sealed on consumer_position (consumer, applied_end) where seal is not null;
