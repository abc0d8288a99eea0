CREATE TABLE dossiers.delivery (
  month        date        NOT NULL,
  partner      text        NOT NULL,
  dossier      text        NOT NULL,
  version      bigint      NOT NULL CHECK (version >= 1),
  kind         text        NOT NULL CHECK (kind IN ('SNAPSHOT', 'STEP')),
  id           uuid        NOT NULL,
  place        bigint      NOT NULL CHECK (place >= 1),
  state        text        NOT NULL CHECK (state IN
    ('DUE', 'IN_FLIGHT', 'DELIVERED', 'REFUSED', 'PARKED', 'IN_DOUBT', 'SUPERSEDED', 'CANCELLED')),
  attempts     integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  deferrals    integer     NOT NULL DEFAULT 0 CHECK (deferrals >= 0),
  next_at      timestamptz NOT NULL,
  lease_owner  text,
  lease_until  timestamptz,
  call_id      text,
  sent_as      text CHECK (sent_as IN ('ADD', 'UPDATE', 'STEP')),
  sent_item    bytea,
  batch_limit  integer CHECK (batch_limit >= 1),
  doubt        text CHECK (doubt IN ('NO_ANSWER', 'REFUSED_BATCH', 'KNOWN_IN_BATCH', 'OPERATOR')),
  error_code   text,
  error_field  text,
  error_text   text,
  reason       text,
  told         boolean     NOT NULL DEFAULT true,
  captured_at  timestamptz NOT NULL,
  changed_at   timestamptz NOT NULL,
  document     jsonb       NOT NULL,
  PRIMARY KEY (month, partner, dossier, version),
  CHECK ((state = 'IN_FLIGHT') = (lease_until IS NOT NULL)),
  CHECK ((state = 'IN_FLIGHT') = (lease_owner IS NOT NULL))
) PARTITION BY RANGE (month);

CREATE TABLE dossiers.delivery_other PARTITION OF dossiers.delivery DEFAULT;

CREATE INDEX delivery_unfinished ON dossiers.delivery (partner, dossier, place, version)
  WHERE state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT');
CREATE INDEX delivery_lease ON dossiers.delivery (lease_until) WHERE state = 'IN_FLIGHT';
CREATE INDEX delivery_doubt ON dossiers.delivery (partner, next_at) WHERE state = 'IN_DOUBT';
CREATE INDEX delivery_to_tell ON dossiers.delivery (changed_at) WHERE NOT told;
CREATE INDEX delivery_id ON dossiers.delivery (id);

COMMENT ON TABLE dossiers.delivery IS
  'One message to one partner about one dossier: a snapshot or a step. Key: partner, dossier, version. Owner: dossiers.DeliveryTable.';
COMMENT ON COLUMN dossiers.delivery.month IS
  'Month in which the dossier was first captured. All deliveries of a dossier share it, so the key is unique over all partitions.';
COMMENT ON COLUMN dossiers.delivery.version IS
  'Given by the one-stop system, one counter per dossier over snapshots and steps, from 1 without gaps.';
COMMENT ON COLUMN dossiers.delivery.id IS 'UUID version 7, made once and never again on retry.';
COMMENT ON COLUMN dossiers.delivery.place IS
  'Place in the order of the dossier: the version, or the place of the refused snapshot that this one mends.';
COMMENT ON COLUMN dossiers.delivery.state IS
  'DUE to be sent; IN_FLIGHT leased by a worker; DELIVERED; REFUSED the partner or a rule said no; PARKED attempts used up; IN_DOUBT may have taken effect; SUPERSEDED by a newer snapshot; CANCELLED by an operator.';
COMMENT ON COLUMN dossiers.delivery.attempts IS
  'Attempts that say something about the message; an unreachable partner uses none.';
COMMENT ON COLUMN dossiers.delivery.deferrals IS
  'Times in a row that it was put off; gives the back-off.';
COMMENT ON COLUMN dossiers.delivery.sent_item IS
  'The exact bytes of this message in its last call, for a repetition byte for byte; NULL once final.';
COMMENT ON COLUMN dossiers.delivery.doubt IS
  'Why it is in doubt: NO_ANSWER the answer was lost or the lease ran out; REFUSED_BATCH a batch of several was refused and part of it may hold; KNOWN_IN_BATCH the partner knew one of several added; OPERATOR asked for.';
COMMENT ON COLUMN dossiers.delivery.told IS
  'False until the one-stop system has been told of the state.';

CREATE TABLE dossiers.allowed_move (
  from_state text NOT NULL,
  to_state   text NOT NULL,
  PRIMARY KEY (from_state, to_state)
);

COMMENT ON TABLE dossiers.allowed_move IS
  'The moves a delivery may make. The same table as dossiers.DeliveryState; a test compares them.';

INSERT INTO dossiers.allowed_move (from_state, to_state) VALUES
  ('DUE', 'IN_FLIGHT'), ('DUE', 'REFUSED'), ('DUE', 'SUPERSEDED'), ('DUE', 'CANCELLED'),
  ('IN_FLIGHT', 'DELIVERED'), ('IN_FLIGHT', 'REFUSED'), ('IN_FLIGHT', 'DUE'),
  ('IN_FLIGHT', 'PARKED'), ('IN_FLIGHT', 'IN_DOUBT'),
  ('IN_DOUBT', 'DELIVERED'), ('IN_DOUBT', 'REFUSED'), ('IN_DOUBT', 'DUE'),
  ('IN_DOUBT', 'PARKED'), ('IN_DOUBT', 'CANCELLED'),
  ('REFUSED', 'DUE'), ('REFUSED', 'SUPERSEDED'), ('REFUSED', 'CANCELLED'),
  ('PARKED', 'DUE'), ('PARKED', 'SUPERSEDED'), ('PARKED', 'CANCELLED');

CREATE FUNCTION dossiers.check_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM dossiers.allowed_move
                  WHERE from_state = OLD.state AND to_state = NEW.state) THEN
    RAISE EXCEPTION 'delivery % of dossier % may not move from % to %',
      OLD.version, OLD.dossier, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER delivery_moves BEFORE UPDATE OF state ON dossiers.delivery
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION dossiers.check_move();

CREATE FUNCTION dossiers.check_first_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('DUE', 'REFUSED') THEN
    RAISE EXCEPTION 'delivery % of dossier % may not begin as %',
      NEW.version, NEW.dossier, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER delivery_begins BEFORE INSERT ON dossiers.delivery
  FOR EACH ROW EXECUTE FUNCTION dossiers.check_first_state();

CREATE FUNCTION dossiers.forbid_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'delivery % of dossier % may not be deleted', OLD.version, OLD.dossier
    USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER delivery_stays BEFORE DELETE ON dossiers.delivery
  FOR EACH ROW EXECUTE FUNCTION dossiers.forbid_delete();

CREATE FUNCTION dossiers.make_month(p_month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first date := date_trunc('month', p_month)::date;
  name  text := 'delivery_' || to_char(first, 'YYYYMM');
BEGIN
  IF to_regclass('dossiers.' || name) IS NULL THEN
    EXECUTE format(
      'CREATE TABLE dossiers.%I PARTITION OF dossiers.delivery FOR VALUES FROM (%L) TO (%L)',
      name, first, (first + interval '1 month')::date);
  END IF;
END $$;

COMMENT ON FUNCTION dossiers.make_month(date) IS
  'Makes the partition of a month unless it is there.';
