CREATE TABLE dossiers.watermark (
  feed        text        NOT NULL PRIMARY KEY,
  epoch       integer     NOT NULL,
  tx          text        NOT NULL CHECK (tx ~ '^[0-9]+$'),
  seq         bigint      NOT NULL,
  captured_at timestamptz NOT NULL
);

COMMENT ON TABLE dossiers.watermark IS
  'How far a change feed is read. Owner: dossiers.FeedCapture.';
COMMENT ON COLUMN dossiers.watermark.tx IS 'The feed''s transaction id (xid8) in decimal.';

CREATE TABLE dossiers.event (
  id      uuid        NOT NULL PRIMARY KEY,
  at      timestamptz NOT NULL,
  partner text        NOT NULL,
  dossier text        NOT NULL,
  version bigint      NOT NULL,
  kind    text        NOT NULL CHECK (kind IN ('SNAPSHOT', 'STEP')),
  state   text        NOT NULL
);

COMMENT ON TABLE dossiers.event IS
  'Committed changes on their way to topic hub.events; a row goes when the broker has it. Owner: dossiers.EventOutbox.';
COMMENT ON COLUMN dossiers.event.state IS 'The state the delivery moved to; a state of dossiers.delivery.';
