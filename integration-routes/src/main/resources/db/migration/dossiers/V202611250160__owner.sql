-- Every dossier has one owner system; only what the owner writes goes out.
ALTER TABLE dossiers.dossier
  ADD COLUMN owner_kind text DEFAULT 'ONE_STOP'
    CHECK (owner_kind IN ('ONE_STOP', 'MINISTRY_SOFTWARE', 'MINISTRY_PORTAL')),
  ADD COLUMN owner_name text,
  ADD CONSTRAINT dossier_owner_named
    CHECK ((coalesce(owner_kind, 'ONE_STOP') = 'ONE_STOP') = (owner_name IS NULL));
ALTER TABLE dossiers.dossier ALTER COLUMN owner_kind DROP DEFAULT;
UPDATE dossiers.dossier SET owner_kind = NULL WHERE snapshot_version = 0;
COMMENT ON COLUMN dossiers.dossier.owner_kind IS
  'The system that owns the dossier, as the first readable snapshot said it; NULL before. An operator may hand it over.';
COMMENT ON COLUMN dossiers.dossier.owner_name IS
  'Which of that kind; NULL for the one-stop system, of which there is one.';

CREATE FUNCTION dossiers.is_ours(p_owner_kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_owner_kind, 'ONE_STOP') = 'ONE_STOP'
$$;
COMMENT ON FUNCTION dossiers.is_ours(text) IS
  'Whether what the one-stop system''s feed says of a dossier may go out.';

ALTER TABLE dossiers.delivery DROP CONSTRAINT delivery_state_check;
ALTER TABLE dossiers.delivery ADD CONSTRAINT delivery_state_check CHECK (state IN
  ('DUE', 'IN_FLIGHT', 'DELIVERED', 'REFUSED', 'PARKED', 'IN_DOUBT', 'SUPERSEDED', 'CANCELLED',
   'ADOPTED', 'FOREIGN'));
COMMENT ON COLUMN dossiers.delivery.state IS
  'DUE to be sent; IN_FLIGHT leased by a worker; DELIVERED; REFUSED the partner or a rule said no; PARKED attempts used up; IN_DOUBT may have taken effect; SUPERSEDED by a newer snapshot; CANCELLED by an operator; ADOPTED another system had sent it before the hub took over; FOREIGN another system owns the dossier, never sent.';
INSERT INTO dossiers.allowed_move (from_state, to_state) VALUES
  ('DUE', 'FOREIGN'), ('REFUSED', 'FOREIGN'), ('PARKED', 'FOREIGN'), ('IN_DOUBT', 'FOREIGN');

CREATE OR REPLACE FUNCTION dossiers.check_first_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('DUE', 'REFUSED', 'FOREIGN')
     AND NOT (NEW.state = 'IN_DOUBT' AND NEW.doubt = 'RESTORED') THEN
    RAISE EXCEPTION 'delivery % of dossier % may not begin as %',
      NEW.version, NEW.dossier, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Dossiers of other owners are not among those that the hub owes to anybody.
CREATE OR REPLACE FUNCTION dossiers.tally_new_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dossiers.tally (subject, state, number)
  SELECT 'DOSSIER', 'CAPTURED', count(*) FROM fresh
   WHERE dossiers.is_ours(owner_kind) HAVING count(*) > 0
   UNION ALL
  SELECT 'DOSSIER', 'DONE', count(*) FROM fresh
   WHERE known AND head_version IS NULL AND dossiers.is_ours(owner_kind) HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION dossiers.tally_moved_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dossiers.tally (subject, state, number)
  SELECT 'DOSSIER', each.state, sum(each.number)
    FROM (SELECT 'CAPTURED' AS state, 1 AS number FROM fresh WHERE dossiers.is_ours(owner_kind)
           UNION ALL
          SELECT 'CAPTURED', -1 FROM former WHERE dossiers.is_ours(owner_kind)
           UNION ALL
          SELECT 'DONE', 1 FROM fresh
           WHERE known AND head_version IS NULL AND dossiers.is_ours(owner_kind)
           UNION ALL
          SELECT 'DONE', -1 FROM former
           WHERE known AND head_version IS NULL AND dossiers.is_ours(owner_kind)) AS each
   GROUP BY each.state HAVING sum(each.number) <> 0;
  RETURN NULL;
END $$;
