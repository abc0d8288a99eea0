-- The change feed: what a one-stop system offers the hub, and where the hub writes back.
-- Contract: docs/partners/onestop.md. PostgreSQL 15 or later. Running it twice changes nothing.

CREATE SCHEMA IF NOT EXISTS lien_thong;
COMMENT ON SCHEMA lien_thong IS
  'Contract between the one-stop system (owner) and the hub: docs/partners/onestop.md';

-- 1. Epochs: one row at first, one more after each restore or move of the database.

CREATE TABLE IF NOT EXISTS lien_thong.feed_epoch (
  epoch  integer     PRIMARY KEY CHECK (epoch > 0),
  since  timestamptz NOT NULL DEFAULT now(),
  reason text        NOT NULL
);
COMMENT ON TABLE lien_thong.feed_epoch IS
  'Generations of the feed. A restore or move begins a new one; the hub then reads it whole.';
COMMENT ON COLUMN lien_thong.feed_epoch.reason IS 'Why it began, for the operator';

INSERT INTO lien_thong.feed_epoch (epoch, reason)
SELECT 1, 'first installation'
 WHERE NOT EXISTS (SELECT FROM lien_thong.feed_epoch);

CREATE OR REPLACE FUNCTION lien_thong.current_epoch() RETURNS integer
LANGUAGE sql STABLE
RETURN (SELECT max(e.epoch) FROM lien_thong.feed_epoch AS e);
COMMENT ON FUNCTION lien_thong.current_epoch() IS 'The epoch that new rows of the feed carry';

-- 2. The feed: only inserts, in the same transaction as the change they tell of.

CREATE TABLE IF NOT EXISTS lien_thong.change_feed (
  tx       xid8    NOT NULL DEFAULT pg_current_xact_id(),
  seq      bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
  epoch    integer NOT NULL DEFAULT lien_thong.current_epoch()
                   REFERENCES lien_thong.feed_epoch (epoch),
  kind     text    NOT NULL CHECK (kind IN ('dossier', 'step')),
  code     text    NOT NULL CHECK (length(code) BETWEEN 1 AND 50),
  version  bigint  NOT NULL CHECK (version > 0),
  document jsonb   NOT NULL,
  CONSTRAINT change_feed_position PRIMARY KEY (epoch, tx, seq),
  CONSTRAINT change_feed_version UNIQUE (code, version)
);
COMMENT ON TABLE lien_thong.change_feed IS
  'Each change of a dossier, written in the transaction that made it. Never updated.';
COMMENT ON COLUMN lien_thong.change_feed.tx IS
  'Transaction that wrote the row; leave it to its default. Read only below the horizon';
COMMENT ON COLUMN lien_thong.change_feed.seq IS 'Tells rows of one transaction apart; gaps are normal';
COMMENT ON COLUMN lien_thong.change_feed.epoch IS 'Generation of the feed; leave it to its default';
COMMENT ON COLUMN lien_thong.change_feed.kind IS 'dossier = whole snapshot; step = one progress step';
COMMENT ON COLUMN lien_thong.change_feed.code IS 'Dossier code (mã hồ sơ), 1 to 50 characters';
COMMENT ON COLUMN lien_thong.change_feed.version IS
  'Counter per dossier over both kinds, from 1, no gap within an epoch; given under its row lock';
COMMENT ON COLUMN lien_thong.change_feed.document IS
  'The dossier or step as JSON, fields as in docs/partners/onestop.md section 5';

-- Begins a new epoch after a restore or move. Waits for writers, so that no row of the old epoch
-- can appear behind rows of the new one.
CREATE OR REPLACE FUNCTION lien_thong.begin_epoch(why text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  started integer;
BEGIN
  LOCK TABLE lien_thong.change_feed IN SHARE ROW EXCLUSIVE MODE;
  INSERT INTO lien_thong.feed_epoch (epoch, reason)
  SELECT max(e.epoch) + 1, why FROM lien_thong.feed_epoch AS e
  RETURNING epoch INTO started;
  RETURN started;
END
$$;
COMMENT ON FUNCTION lien_thong.begin_epoch(text) IS
  'After a restore or move: begins a new epoch. The system then writes every dossier again';

-- 3. What the hub writes back.

CREATE TABLE IF NOT EXISTS lien_thong.acknowledgement (
  partner    text        NOT NULL,
  code       text        NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('dossier', 'step')),
  version    bigint      NOT NULL,
  state      text        NOT NULL CHECK (state IN ('RECEIVED', 'UNREADABLE', 'DELIVERED', 'REFUSED',
                                    'PARKED', 'IN_DOUBT', 'SUPERSEDED', 'CANCELLED', 'ADOPTED')),
  error_code text,
  field      text,
  text       text,
  at         timestamptz NOT NULL,
  CONSTRAINT acknowledgement_of PRIMARY KEY (partner, code, version, kind),
  CONSTRAINT acknowledgement_says_why
    CHECK (state NOT IN ('UNREADABLE', 'REFUSED') OR error_code IS NOT NULL)
);
COMMENT ON TABLE lien_thong.acknowledgement IS
  'What became of each row of the feed, newest word only. Written by the hub';
COMMENT ON COLUMN lien_thong.acknowledgement.partner IS 'hub = capture; npsp = national portal; …';
COMMENT ON COLUMN lien_thong.acknowledgement.state IS
  'RECEIVED, UNREADABLE: said by hub; the others by the partner named. REFUSED: mend the dossier';
COMMENT ON COLUMN lien_thong.acknowledgement.error_code IS 'Code of the hub''s catalogue, LT-3001';
COMMENT ON COLUMN lien_thong.acknowledgement.field IS 'Path in the document, such as handling.localStatus';
COMMENT ON COLUMN lien_thong.acknowledgement.text IS 'What is wrong and what to do, Vietnamese';
COMMENT ON COLUMN lien_thong.acknowledgement.at IS 'When it became so, by the hub''s clock';

CREATE TABLE IF NOT EXISTS lien_thong.procedure (
  code       text        PRIMARY KEY,
  version    bigint      NOT NULL CHECK (version > 0),
  state      text        NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  document   jsonb       NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE lien_thong.procedure IS
  'Administrative procedures (thủ tục hành chính) as approved in the registry. Written by the hub';
COMMENT ON COLUMN lien_thong.procedure.version IS 'Version in the hub''s registry';
COMMENT ON COLUMN lien_thong.procedure.state IS
  'OPEN = may be applied for; CLOSED = no new dossier, running ones keep their version';

-- 4. Files of dossiers, which the hub hands to partners that fetch them.

CREATE TABLE IF NOT EXISTS lien_thong.file (
  key        text  PRIMARY KEY,
  media_type text  NOT NULL,
  sha256     text  NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes      bytea NOT NULL
);
COMMENT ON TABLE lien_thong.file IS
  'Files named by documents; may be a view over the system''s own store. Read by the hub';
COMMENT ON COLUMN lien_thong.file.key IS 'Letters, digits, dot, hyphen, underline; never used twice';
COMMENT ON COLUMN lien_thong.file.sha256 IS 'Digest of bytes, lower-case hex';
