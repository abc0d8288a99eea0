-- Sums that cost the same whatever lies in the tables: statements add differences, a route folds them.
CREATE TABLE dossiers.tally (
  subject text   NOT NULL CHECK (subject IN ('SNAPSHOT', 'STEP', 'DOSSIER')),
  state   text   NOT NULL,
  number  bigint NOT NULL
);

COMMENT ON TABLE dossiers.tally IS
  'How many deliveries are in each state and how many dossiers there are: the sum over the rows of a subject and state. Each statement adds rows of its own, so that none waits for another. Written by triggers. Owner: dossiers.DeliveryTally.';
COMMENT ON COLUMN dossiers.tally.state IS
  'Of SNAPSHOT and STEP a state of dossiers.delivery; of DOSSIER: CAPTURED, and DONE for those the partner knows and of which nothing is left to do.';

CREATE FUNCTION dossiers.tally_new_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dossiers.tally (subject, state, number)
  SELECT kind, state, count(*) FROM fresh GROUP BY kind, state;
  RETURN NULL;
END $$;

CREATE FUNCTION dossiers.tally_moved_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dossiers.tally (subject, state, number)
  SELECT kind, state, sum(number)
    FROM (SELECT kind, state, 1 AS number FROM fresh
           UNION ALL
          SELECT kind, state, -1 FROM former) AS each
   GROUP BY kind, state HAVING sum(number) <> 0;
  RETURN NULL;
END $$;

CREATE FUNCTION dossiers.tally_new_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dossiers.tally (subject, state, number)
  SELECT 'DOSSIER', 'CAPTURED', count(*) FROM fresh HAVING count(*) > 0
   UNION ALL
  SELECT 'DOSSIER', 'DONE', count(*) FROM fresh WHERE known AND head_version IS NULL
  HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION dossiers.tally_moved_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dossiers.tally (subject, state, number)
  SELECT 'DOSSIER', 'DONE', sum(number)
    FROM (SELECT 1 AS number FROM fresh WHERE known AND head_version IS NULL
           UNION ALL
          SELECT -1 FROM former WHERE known AND head_version IS NULL) AS each
  HAVING sum(number) <> 0;
  RETURN NULL;
END $$;

CREATE TRIGGER delivery_new_in_tally AFTER INSERT ON dossiers.delivery
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION dossiers.tally_new_deliveries();
CREATE TRIGGER delivery_moved_in_tally AFTER UPDATE ON dossiers.delivery
  REFERENCING OLD TABLE AS former NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION dossiers.tally_moved_deliveries();
CREATE TRIGGER dossier_new_in_tally AFTER INSERT ON dossiers.dossier
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION dossiers.tally_new_dossiers();
CREATE TRIGGER dossier_moved_in_tally AFTER UPDATE ON dossiers.dossier
  REFERENCING OLD TABLE AS former NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION dossiers.tally_moved_dossiers();

INSERT INTO dossiers.tally (subject, state, number)
SELECT kind, state, count(*) FROM dossiers.delivery GROUP BY kind, state
 UNION ALL
SELECT 'DOSSIER', 'CAPTURED', count(*) FROM dossiers.dossier HAVING count(*) > 0
 UNION ALL
SELECT 'DOSSIER', 'DONE', count(*) FROM dossiers.dossier
 WHERE known AND head_version IS NULL HAVING count(*) > 0;

-- The newest changes first, and why deliveries are refused, without reading what is long done.
CREATE INDEX delivery_changed ON dossiers.delivery (changed_at);
CREATE INDEX delivery_refused ON dossiers.delivery (error_code, error_field)
  WHERE state = 'REFUSED';
