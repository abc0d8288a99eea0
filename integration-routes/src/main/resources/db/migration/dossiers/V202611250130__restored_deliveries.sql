-- After a restore nobody knows what the lost database had delivered since the backup.
CREATE TABLE dossiers.restore (
  restored_at  timestamptz NOT NULL PRIMARY KEY,
  backed_up_at timestamptz NOT NULL CHECK (backed_up_at <= restored_at),
  caught_up_at timestamptz CHECK (caught_up_at >= restored_at)
);

COMMENT ON TABLE dossiers.restore IS
  'One row per restore. Owner: dossiers.RestoreTable.';
COMMENT ON COLUMN dossiers.restore.caught_up_at IS
  'When the change feed was first read to its end afterwards; until then everything captured may have been delivered before, and nothing is sent.';

ALTER TABLE dossiers.delivery DROP CONSTRAINT delivery_doubt_check;
ALTER TABLE dossiers.delivery ADD CONSTRAINT delivery_doubt_check CHECK (doubt IN
  ('NO_ANSWER', 'REFUSED_BATCH', 'KNOWN_IN_BATCH', 'OPERATOR', 'RESTORED'));
COMMENT ON COLUMN dossiers.delivery.doubt IS
  'Why it is in doubt: NO_ANSWER the answer was lost or the lease ran out; REFUSED_BATCH a batch of several was refused and part of it may hold; KNOWN_IN_BATCH the partner knew one of several added; OPERATOR asked for; RESTORED the database was restored, the lost one may have delivered it.';

CREATE INDEX delivery_restored ON dossiers.delivery (partner, dossier) WHERE doubt = 'RESTORED';

INSERT INTO dossiers.allowed_move (from_state, to_state) VALUES ('IN_DOUBT', 'SUPERSEDED');

CREATE OR REPLACE FUNCTION dossiers.check_first_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('DUE', 'REFUSED')
     AND NOT (NEW.state = 'IN_DOUBT' AND NEW.doubt = 'RESTORED') THEN
    RAISE EXCEPTION 'delivery % of dossier % may not begin as %',
      NEW.version, NEW.dossier, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
