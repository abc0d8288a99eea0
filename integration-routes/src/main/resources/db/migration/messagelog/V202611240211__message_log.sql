-- The message log: what was sent and received, as it is sealed into the tree.
CREATE SCHEMA messagelog;
COMMENT ON SCHEMA messagelog IS 'The signed message log. Written by package vn.lienthong.routes.messagelog only.';

CREATE FUNCTION messagelog.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of %.% are never changed or removed', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TABLE messagelog.entry (
  id             uuid        NOT NULL,
  appended_at    timestamptz NOT NULL,
  bytes          bytea       NOT NULL CHECK (octet_length(bytes) BETWEEN 2 AND 4096),
  kind           text        NOT NULL CHECK (kind IN
    ('REQUEST', 'ANSWER', 'ITEM', 'OPERATOR_ACT', 'KEY_CHANGE', 'FILE_FETCH', 'REFUSED_CALL')),
  direction      text        NOT NULL CHECK (direction IN ('OUT', 'IN', 'NONE')),
  partner        text        NOT NULL,
  service        text        NOT NULL,
  procedure_code text,
  correlation_id text        NOT NULL,
  message_id     text        NOT NULL,
  call_id        text        NOT NULL,
  call_position  integer     CHECK (call_position >= 0),
  media_type     text,
  outcome        text,
  error_code     text,
  PRIMARY KEY (id, appended_at)
) PARTITION BY RANGE (appended_at);
CREATE TABLE messagelog.entry_default PARTITION OF messagelog.entry DEFAULT;
CREATE INDEX entry_call ON messagelog.entry (call_id);
CREATE INDEX entry_partner ON messagelog.entry (partner, id);
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON messagelog.entry
  FOR EACH ROW EXECUTE FUNCTION messagelog.refuse_change();
COMMENT ON TABLE messagelog.entry IS
  'One row per entry, never changed. bytes is the leaf of the tree; the other columns repeat it for searching and prove nothing.';
COMMENT ON COLUMN messagelog.entry.id IS 'UUID version 7 of the moment of appending; orders by time.';
COMMENT ON COLUMN messagelog.entry.bytes IS 'Canonical JSON (RFC 8785), ASCII, at most 4096 bytes.';
COMMENT ON COLUMN messagelog.entry.kind IS 'REQUEST, ANSWER, ITEM (one dossier of a batched call), OPERATOR_ACT, KEY_CHANGE, FILE_FETCH, REFUSED_CALL.';
COMMENT ON COLUMN messagelog.entry.direction IS 'OUT from the hub, IN to the hub, NONE.';
COMMENT ON COLUMN messagelog.entry.call_position IS 'Place of an ITEM in its call, from 0.';
COMMENT ON COLUMN messagelog.entry.media_type IS 'Of the payload; null when the entry commits to none.';

CREATE TABLE messagelog.segment (
  entry_id    uuid        NOT NULL,
  appended_at timestamptz NOT NULL,
  position    integer     NOT NULL CHECK (position >= 0),
  commitment  bytea       NOT NULL CHECK (octet_length(commitment) = 32),
  starts_at   integer     CHECK (starts_at >= 0),
  length      integer     NOT NULL CHECK (length >= 0),
  item_id     uuid,
  cipher      bytea,
  PRIMARY KEY (entry_id, position, appended_at)
) PARTITION BY RANGE (appended_at);
CREATE TABLE messagelog.segment_default PARTITION OF messagelog.segment DEFAULT;
CREATE INDEX segment_item ON messagelog.segment (item_id) WHERE item_id IS NOT NULL;
COMMENT ON TABLE messagelog.segment IS
  'The exact bytes of an entry''s payload, cut so that one dossier''s bytes stand alone.';
COMMENT ON COLUMN messagelog.segment.starts_at IS 'Offset of its first byte in the payload; null for the segment that holds what belongs to no dossier and fills the gaps in order.';
COMMENT ON COLUMN messagelog.segment.commitment IS 'SHA-256(salt || bytes of this segment).';
COMMENT ON COLUMN messagelog.segment.length IS 'Bytes in clear.';
COMMENT ON COLUMN messagelog.segment.item_id IS 'The ITEM entry that commits to exactly this segment.';
COMMENT ON COLUMN messagelog.segment.cipher IS 'AES-256-GCM under the segment''s own key in messagelog.secret, nonce of zeros because a key is used once; null when erased.';

CREATE TABLE messagelog.secret (
  entry_id    uuid        NOT NULL,
  appended_at timestamptz NOT NULL,
  purpose     text        NOT NULL CHECK (purpose IN ('PAYLOAD', 'SEGMENT', 'DOSSIER', 'CALLER')),
  position    integer     NOT NULL CHECK (position >= 0),
  salt        bytea       NOT NULL CHECK (octet_length(salt) = 32),
  key         bytea       CHECK (octet_length(key) = 32),
  value       text,
  PRIMARY KEY (entry_id, purpose, position, appended_at)
) PARTITION BY RANGE (appended_at);
CREATE TABLE messagelog.secret_default PARTITION OF messagelog.secret DEFAULT;
-- by hash, because a caller may ask for a code of any length, and that is logged too
CREATE INDEX secret_dossier ON messagelog.secret USING hash (value)
  WHERE purpose IN ('SEGMENT', 'DOSSIER');
COMMENT ON TABLE messagelog.secret IS
  'All that erasure removes: salts, segment keys, values in clear. Deleting a row leaves the entry''s digest intact and unanswerable.';
COMMENT ON COLUMN messagelog.secret.purpose IS 'PAYLOAD: salt of the whole payload, value = signature as it travelled. SEGMENT: salt and key of one segment, value = dossier code it belongs to. DOSSIER, CALLER: salt and value behind the digest in the entry.';
COMMENT ON COLUMN messagelog.secret.position IS 'The segment''s position; 0 for the other purposes.';
COMMENT ON COLUMN messagelog.secret.key IS 'AES-256 key of the segment.';

CREATE TABLE messagelog.erasure (
  entry_id         uuid        NOT NULL PRIMARY KEY,
  erased_at        timestamptz NOT NULL,
  segments_erased  integer     NOT NULL CHECK (segments_erased >= 0),
  segments         integer     NOT NULL CHECK (segments >= segments_erased),
  act_id           uuid        NOT NULL
);
COMMENT ON TABLE messagelog.erasure IS 'Which entries lost payload or values, how much of it, and the entry of the act.';
COMMENT ON COLUMN messagelog.erasure.segments IS 'Segments of dossiers that the entry commits to: those of a call, the one of an item; 0 when only the dossier code behind its digest was erased.';

CREATE TABLE messagelog.pending (
  number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id    uuid        NOT NULL,
  appended_at timestamptz NOT NULL
);
COMMENT ON TABLE messagelog.pending IS
  'Entries that have no place in the tree yet. The sequencer takes what it sees committed, in order of number, and leaves gaps alone.';

CREATE TABLE messagelog.open_call (
  call_id     text        PRIMARY KEY,
  entry_id    uuid        NOT NULL,
  appended_at timestamptz NOT NULL
);
CREATE INDEX open_call_age ON messagelog.open_call (appended_at);
COMMENT ON TABLE messagelog.open_call IS 'Requests without an answer entry; a row goes with its ANSWER.';

CREATE TABLE messagelog.counter (
  partner text   PRIMARY KEY,
  last    bigint NOT NULL CHECK (last > 0)
) WITH (fillfactor = 20);
COMMENT ON TABLE messagelog.counter IS
  'Number of the last signed message to a partner. Taken in the transaction of the append, so that it has no gap; one row lock per partner until commit, taken in order of partner.';

CREATE TABLE messagelog.tree (
  epoch    integer PRIMARY KEY CHECK (epoch > 0),
  origin   text    NOT NULL UNIQUE,
  size     bigint  NOT NULL CHECK (size >= 0),
  frontier bytea   NOT NULL CHECK (octet_length(frontier) % 32 = 0)
);
COMMENT ON TABLE messagelog.tree IS 'One row per log; the one with the highest epoch is written to.';
COMMENT ON COLUMN messagelog.tree.origin IS 'First line of every checkpoint of this log.';
COMMENT ON COLUMN messagelog.tree.frontier IS 'Roots of the complete subtrees, largest first: one of 32 bytes for each bit set in size.';

CREATE TABLE messagelog.leaf (
  epoch       integer     NOT NULL REFERENCES messagelog.tree,
  index       bigint      NOT NULL CHECK (index >= 0),
  entry_id    uuid        NOT NULL UNIQUE,
  appended_at timestamptz NOT NULL,
  hash        bytea       NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (epoch, index)
);
CREATE TRIGGER leaf_stays BEFORE UPDATE OR DELETE ON messagelog.leaf
  FOR EACH ROW EXECUTE FUNCTION messagelog.refuse_change();
COMMENT ON TABLE messagelog.leaf IS 'Index in the tree to entry.';
COMMENT ON COLUMN messagelog.leaf.hash IS 'SHA-256(0x00 || entry bytes), RFC 6962.';

CREATE TABLE messagelog.node (
  epoch    integer  NOT NULL REFERENCES messagelog.tree,
  level    smallint NOT NULL CHECK (level > 0 AND level % 8 = 0),
  position bigint   NOT NULL CHECK (position >= 0),
  hash     bytea    NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (epoch, level, position)
);
CREATE TRIGGER node_stays BEFORE UPDATE OR DELETE ON messagelog.node
  FOR EACH ROW EXECUTE FUNCTION messagelog.refuse_change();
COMMENT ON TABLE messagelog.node IS
  'Roots of the complete subtrees of 256^k leaves: what the tiles of level k hold. Levels between are derived from them.';
COMMENT ON COLUMN messagelog.node.level IS 'Height above the leaves: 8, 16, 24.';

CREATE TABLE messagelog.checkpoint (
  epoch     integer     NOT NULL REFERENCES messagelog.tree,
  size      bigint      NOT NULL CHECK (size > 0),
  root      bytea       NOT NULL CHECK (octet_length(root) = 32),
  note      text        NOT NULL,
  cms       bytea       NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (epoch, size)
);
CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE ON messagelog.checkpoint
  FOR EACH ROW EXECUTE FUNCTION messagelog.refuse_change();
COMMENT ON TABLE messagelog.checkpoint IS 'Signed roots, one per size.';
COMMENT ON COLUMN messagelog.checkpoint.note IS 'C2SP signed note.';
COMMENT ON COLUMN messagelog.checkpoint.cms IS 'Detached CMS signature over the note''s text without its signature lines.';

SELECT store.create_month_partitions(t::regclass, (now() AT TIME ZONE 'UTC')::date, 3)
  FROM unnest(ARRAY['messagelog.entry', 'messagelog.segment', 'messagelog.secret']) AS t;
