-- The transparency log (ADR 23). The sequencer gives each ledger entry a leaf; a choice doesn't wait for it.

-- The nonces of an account's commitments are derived from its secret. An erasure deletes it.
create table log_secret (
  account uuid primary key,
  secret bytea not null check (octet_length(secret) = 32)
);
grant select, insert, delete on log_secret to ${application_role};

-- One row for each log; the one with the highest number is current. A later one begins after a restore that lost signed entries.
create table transparency_log (
  number integer primary key check (number > 0),
  origin text not null,
  -- the last checkpoint of the log before this one; null for the first log
  predecessor text,
  size bigint not null default 0,
  -- transaction ids belong to a server: with another one, all entries are checked for leaves again
  server text not null default feed_origin(),
  -- the transactions whose entries all have leaves, and those whose entries are getting them
  sealed pg_snapshot not null default '1:1:',
  sealing pg_snapshot,
  -- the last entry that the backfill has passed; null if there is no backfill
  backfill_account uuid default '00000000-0000-0000-0000-000000000000',
  backfill_sequence bigint default 0,
  -- the newest signed checkpoint, and the newest one with cosignatures of witnesses
  checkpoint text,
  checkpoint_size bigint,
  cosigned text,
  cosigned_size bigint,
  -- when the newest checkpoint was last found to cover all leaves
  published_at timestamptz
);
grant select, insert on transparency_log to ${application_role};
grant update (size, server, sealed, sealing, backfill_account, backfill_sequence, checkpoint, checkpoint_size, cosigned, cosigned_size,
  published_at) on transparency_log to ${application_role};

-- No foreign key: a leaf must outlive an entry that was removed in spite of the trigger, because it proves the removal. The first leaf of a
-- later log has no entry; it commits to the predecessor's last checkpoint.
create table log_leaf (
  log integer not null,
  index bigint not null check (index >= 0),
  account uuid,
  sequence bigint,
  commitment bytea not null check (octet_length(commitment) = 32),
  primary key (log, index),
  unique (account, sequence, log)
);
create trigger append_only
  before update or delete or truncate on log_leaf
  for each statement execute function refuse_to_change_history();
grant select, insert on log_leaf to ${application_role};

-- The leaf of an erasure stays open: anyone with the entry, this nonce and the list of covered leaves can compute its commitment.
create table log_erasure (
  log integer not null,
  index bigint not null,
  nonce bytea not null check (octet_length(nonce) = 32),
  covered bigint[] not null,
  primary key (log, index)
);
create trigger append_only
  before update or delete or truncate on log_erasure
  for each statement execute function refuse_to_change_history();
grant select, insert on log_erasure to ${application_role};

-- The hashes of a tile, one after the other; the last tile of a level grows.
create table log_tile (
  log integer not null,
  level integer not null check (level between 0 and 7),
  index bigint not null check (index >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (log, level, index)
);
grant select, insert, update on log_tile to ${application_role};
