-- A province has an adapter running already: the hub looks on in its shadow before it goes live.
CREATE TABLE dossiers.mode (
  partner  text        NOT NULL CHECK (partner <> ''),
  agency   text        NOT NULL CHECK (agency ~ '^(\*|[0-9A-Z]+(\.[0-9A-Z]+)*)$'),
  mode     text        NOT NULL CHECK (mode IN ('OFF', 'SHADOW', 'LIVE')),
  since    timestamptz NOT NULL,
  operator text        NOT NULL CHECK (operator <> ''),
  reason   text        NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (partner, agency)
);
COMMENT ON TABLE dossiers.mode IS
  'Who sends to a partner, by agency; nothing here: LIVE. Owner: dossiers.Modes.';
COMMENT ON COLUMN dossiers.mode.agency IS
  'An agency and those below it (H38 holds H38.101), * for all; the longest that fits counts.';
COMMENT ON COLUMN dossiers.mode.mode IS
  'OFF: captured, nothing else; SHADOW: captured, mapped and compared, another system sends; LIVE: the hub sends.';

CREATE FUNCTION dossiers.mode_of(p_partner text, p_agency text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT m.mode FROM dossiers.mode AS m
      WHERE m.partner = p_partner
        AND (m.agency = '*' OR m.agency = p_agency OR starts_with(p_agency, m.agency || '.'))
      ORDER BY m.agency = '*', length(m.agency) DESC LIMIT 1),
    'LIVE')
$$;
COMMENT ON FUNCTION dossiers.mode_of(text, text) IS 'The mode that counts for a dossier of this agency.';

ALTER TABLE dossiers.delivery ADD COLUMN shadow boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN dossiers.delivery.shadow IS
  'Captured while another system sent to the partner: it is not sent until it is released, and never when it is adopted.';
CREATE INDEX delivery_shadow ON dossiers.delivery (partner, dossier)
  WHERE shadow AND state IN ('DUE', 'REFUSED');

ALTER TABLE dossiers.delivery DROP CONSTRAINT delivery_state_check;
ALTER TABLE dossiers.delivery ADD CONSTRAINT delivery_state_check CHECK (state IN
  ('DUE', 'IN_FLIGHT', 'DELIVERED', 'REFUSED', 'PARKED', 'IN_DOUBT', 'SUPERSEDED', 'CANCELLED',
   'ADOPTED'));
COMMENT ON COLUMN dossiers.delivery.state IS
  'DUE to be sent; IN_FLIGHT leased by a worker; DELIVERED; REFUSED the partner or a rule said no; PARKED attempts used up; IN_DOUBT may have taken effect; SUPERSEDED by a newer snapshot; CANCELLED by an operator; ADOPTED another system had sent it before the hub took over.';
INSERT INTO dossiers.allowed_move (from_state, to_state) VALUES
  ('DUE', 'ADOPTED'), ('REFUSED', 'ADOPTED');

ALTER TABLE dossiers.dossier DROP CONSTRAINT dossier_head_state_check;
ALTER TABLE dossiers.dossier ADD CONSTRAINT dossier_head_state_check CHECK (head_state IN
  ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT', 'WAITING', 'HELD'));
COMMENT ON COLUMN dossiers.dossier.head_state IS
  'State of that delivery; WAITING: a version before it is not captured yet, or its dossier has no snapshot at the partner; HELD: captured in shadow.';

CREATE TABLE dossiers.shadow_finding (
  partner     text        NOT NULL,
  dossier     text        NOT NULL,
  version     bigint      NOT NULL CHECK (version >= 1),
  compared_at timestamptz NOT NULL,
  error_code  text,
  error_field text,
  error_text  text,
  known       boolean,
  PRIMARY KEY (partner, dossier)
);
COMMENT ON TABLE dossiers.shadow_finding IS
  'What the hub found of a dossier in shadow. Owner: dossiers.ShadowWork.';
COMMENT ON COLUMN dossiers.shadow_finding.version IS 'Highest version in shadow when it was compared.';
COMMENT ON COLUMN dossiers.shadow_finding.error_code IS 'Why the hub would not have sent it; NULL when it would.';
COMMENT ON COLUMN dossiers.shadow_finding.known IS 'Whether the partner knows the dossier; NULL where it was not asked.';
