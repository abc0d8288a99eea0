-- Own tables of the simulated one-stop system. Nothing of this belongs to the contract.

CREATE SCHEMA IF NOT EXISTS office;
COMMENT ON SCHEMA office IS 'Simulated one-stop system: generated dossiers only';

CREATE TABLE IF NOT EXISTS office.dossier (
  ordinal     bigint      PRIMARY KEY,
  code        text        NOT NULL UNIQUE,
  seed        bigint      NOT NULL,
  procedure   text        NOT NULL,
  agency      text        NOT NULL,
  agency_name text        NOT NULL,
  day         timestamptz NOT NULL,
  fault       text,
  state       text        NOT NULL CHECK (state IN ('OPEN', 'PLANTED', 'DONE')),
  position    integer     NOT NULL DEFAULT 0 CHECK (position >= 0),
  version     bigint      NOT NULL DEFAULT 0 CHECK (version >= 0)
);
COMMENT ON TABLE office.dossier IS 'Where each generated dossier stands in its story';
COMMENT ON COLUMN office.dossier.day IS 'Start of the day on which it came in';
COMMENT ON COLUMN office.dossier.fault IS 'Planted fault (PlantedFault), null when none';
COMMENT ON COLUMN office.dossier.state IS
  'OPEN = moves are left; PLANTED = waits to be mended; DONE = story told';
COMMENT ON COLUMN office.dossier.position IS 'Moves made';
COMMENT ON COLUMN office.dossier.version IS 'Counter of the change feed';
ALTER TABLE office.dossier ADD COLUMN IF NOT EXISTS portal text;
COMMENT ON COLUMN office.dossier.portal IS
  'Name of the ministry''s portal that owns it, null when the office does';
CREATE INDEX IF NOT EXISTS dossier_open ON office.dossier (ordinal) WHERE state = 'OPEN';

CREATE TABLE IF NOT EXISTS office.sequence (
  agency text    NOT NULL,
  day    text    NOT NULL,
  last   integer NOT NULL,
  CONSTRAINT sequence_of PRIMARY KEY (agency, day)
);
COMMENT ON TABLE office.sequence IS 'Last number given to a dossier per agency and day';
