CREATE SCHEMA IF NOT EXISTS dossiers;

CREATE TABLE dossiers.dossier (
  partner          text        NOT NULL CHECK (partner <> ''),
  code             text        NOT NULL CHECK (code <> ''),
  month            date        NOT NULL CHECK (extract(day FROM month) = 1),
  captured_at      timestamptz NOT NULL,
  captured_through bigint      NOT NULL DEFAULT 0 CHECK (captured_through >= 0),
  known            boolean     NOT NULL DEFAULT false,
  snapshot_version bigint      NOT NULL DEFAULT 0 CHECK (snapshot_version >= 0),
  procedure_code   text,
  agency_code      text,
  agency_name      text,
  local_status     integer,
  received_at      timestamptz,
  due_at           timestamptz,
  finished_at      timestamptz,
  head_version     bigint,
  head_form        text CHECK (head_form IN ('ADD', 'UPDATE', 'STEP')),
  head_state       text CHECK (head_state IN
    ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT', 'WAITING')),
  head_at          timestamptz,
  head_limit       integer CHECK (head_limit >= 1),
  PRIMARY KEY (partner, code)
);

CREATE INDEX dossier_due ON dossiers.dossier (partner, head_at)
  WHERE head_state = 'DUE';
CREATE INDEX dossier_standing_still ON dossiers.dossier (partner, head_state, head_at)
  WHERE head_state IS NOT NULL AND head_state <> 'DUE';
CREATE INDEX dossier_code ON dossiers.dossier (code);

COMMENT ON TABLE dossiers.dossier IS
  'One row per partner and dossier: what is known of it, and its lowest unfinished delivery. Its lock gives the order of deliveries. Owner: dossiers.DossierTable.';
COMMENT ON COLUMN dossiers.dossier.month IS
  'Month of the first capture: the partition in which all deliveries of the dossier lie.';
COMMENT ON COLUMN dossiers.dossier.captured_through IS
  'All versions from 1 to this one are captured; a delivery beyond a gap waits for the gap.';
COMMENT ON COLUMN dossiers.dossier.known IS
  'The partner has the dossier: a snapshot goes out as an update.';
COMMENT ON COLUMN dossiers.dossier.snapshot_version IS
  'Version whose standing the columns procedure_code to finished_at give; 0 for none.';
COMMENT ON COLUMN dossiers.dossier.head_version IS
  'Version of the lowest unfinished delivery; NULL when all are finished.';
COMMENT ON COLUMN dossiers.dossier.head_state IS
  'State of that delivery; WAITING: a version before it is not captured yet, or its dossier has no snapshot at the partner.';
COMMENT ON COLUMN dossiers.dossier.head_limit IS
  'Most items of a call that may carry it; NULL for the partner''s batch size. Halving sets it.';
