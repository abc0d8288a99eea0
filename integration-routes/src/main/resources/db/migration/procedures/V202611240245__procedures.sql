CREATE SCHEMA procedures;

CREATE TABLE procedures.version (
  code       text        NOT NULL,
  version    bigint      NOT NULL CHECK (version > 0),
  name       text        NOT NULL,
  state      text        NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  document   jsonb       NOT NULL,
  hash       text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  read_at    timestamptz NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz CHECK (valid_to >= valid_from),
  run_id     uuid,
  PRIMARY KEY (code, version)
);
CREATE UNIQUE INDEX version_in_force ON procedures.version (code) WHERE valid_to IS NULL;

COMMENT ON TABLE procedures.version IS
  'The registry with its history: one row per version of a procedure; the one in force has no valid_to. Owner: procedures.ProcedureRegistry.';
COMMENT ON COLUMN procedures.version.state IS
  'OPEN = may be applied for; CLOSED = withdrawn, running dossiers keep their version';
COMMENT ON COLUMN procedures.version.document IS 'JSON of the hub''s Procedure';
COMMENT ON COLUMN procedures.version.hash IS
  'SHA-256 of the document in canonical form (sorted keys, plain numbers), hex';
COMMENT ON COLUMN procedures.version.read_at IS 'When the portal was read for it';
COMMENT ON COLUMN procedures.version.run_id IS 'Run that made it; empty when an approval did';

CREATE TABLE procedures.national_list (
  code          text        NOT NULL PRIMARY KEY,
  name          text        NOT NULL,
  repeated      boolean     NOT NULL,
  first_seen_at timestamptz NOT NULL,
  gone_at       timestamptz
);

COMMENT ON TABLE procedures.national_list IS
  'The national list as last accepted, whole country. Owner: procedures.NationalList.';
COMMENT ON COLUMN procedures.national_list.repeated IS
  'The last accepted list held the code more than once; an operator took it so';
COMMENT ON COLUMN procedures.national_list.gone_at IS 'First accepted list without the code';

CREATE TABLE procedures.finding (
  kind          text        NOT NULL,
  subject       text        NOT NULL,
  text          text        NOT NULL,
  first_seen_at timestamptz NOT NULL,
  seen_at       timestamptz NOT NULL,
  PRIMARY KEY (kind, subject)
);

COMMENT ON TABLE procedures.finding IS
  'What was odd in the portal''s data without stopping the work. Owner: procedures.Findings.';
COMMENT ON COLUMN procedures.finding.kind IS 'Short fixed name, such as code-malformed';
COMMENT ON COLUMN procedures.finding.subject IS 'Code or field as it stood on the wire';

CREATE TABLE procedures.reading (
  code       text        NOT NULL PRIMARY KEY,
  list_name  text        NOT NULL,
  hash       text        CHECK (hash ~ '^[0-9a-f]{64}$'),
  document   jsonb,
  read_at    timestamptz,
  tried_at   timestamptz NOT NULL,
  error_code text,
  error_text text,
  CONSTRAINT reading_whole_or_none
    CHECK ((hash IS NULL) = (document IS NULL) AND (hash IS NULL) = (read_at IS NULL)),
  CONSTRAINT reading_or_error CHECK (hash IS NOT NULL OR error_code IS NOT NULL)
);

COMMENT ON TABLE procedures.reading IS
  'What the portal last said of each procedure in scope. Owner: procedures.Readings.';
COMMENT ON COLUMN procedures.reading.list_name IS
  'Name in the list when it was last read; another name in the list makes it due';
COMMENT ON COLUMN procedures.reading.error_code IS
  'Why the last try gave no document (catalogue code); a row with an error is read again next run';

CREATE TABLE procedures.proposal (
  id          uuid        NOT NULL PRIMARY KEY,
  code        text        NOT NULL,
  area        text        NOT NULL CHECK (area IN ('TERMS', 'COMPONENTS', 'WITHDRAWAL')),
  kinds       text        NOT NULL,
  state       text        NOT NULL
              CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED', 'OVERTAKEN')),
  value       jsonb,
  value_hash  text        NOT NULL,
  base_hash   text        NOT NULL,
  proposed_at timestamptz NOT NULL,
  run_id      uuid        NOT NULL,
  decided_at  timestamptz,
  decided_by  text,
  reason      text,
  CONSTRAINT proposal_decided
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
  CONSTRAINT proposal_decided_by_whom_and_why
    CHECK (state NOT IN ('APPROVED', 'REJECTED') OR (decided_by <> '' AND reason <> ''))
);
CREATE UNIQUE INDEX proposal_open ON procedures.proposal (code, area) WHERE state = 'PROPOSED';
CREATE INDEX proposal_of_procedure ON procedures.proposal (code, area, proposed_at DESC);

COMMENT ON TABLE procedures.proposal IS
  'Changes that touch citizens'' rights and wait for an operator. Owner: procedures.Proposals.';
COMMENT ON COLUMN procedures.proposal.area IS
  'TERMS = the channels with times and fees; COMPONENTS = the papers; WITHDRAWAL = no longer listed';
COMMENT ON COLUMN procedures.proposal.kinds IS
  'What of it changes: fee, time, components, withdrawal; blank separated';
COMMENT ON COLUMN procedures.proposal.state IS
  'PROPOSED; APPROVED; REJECTED (the same change is not proposed again); OVERTAKEN by a later reading';
COMMENT ON COLUMN procedures.proposal.value IS 'The area as the portal has it; empty for a withdrawal';
COMMENT ON COLUMN procedures.proposal.value_hash IS
  'SHA-256 of the value, hex; for a withdrawal since when the list lacks the code';
COMMENT ON COLUMN procedures.proposal.base_hash IS
  'SHA-256 of what the registry held in its place when it was proposed, hex; OPEN for a withdrawal';

CREATE TABLE procedures.difference (
  run_id    uuid        NOT NULL,
  code      text        NOT NULL,
  place     integer     NOT NULL CHECK (place >= 0),
  path      text        NOT NULL,
  kind      text        NOT NULL
            CHECK (kind IN ('fee', 'time', 'components', 'withdrawal', 'added', 'reopened', 'other')),
  old_value text,
  new_value text,
  outcome   text        NOT NULL CHECK (outcome IN ('APPLIED', 'PROPOSED')),
  found_at  timestamptz NOT NULL,
  PRIMARY KEY (run_id, code, place)
);
CREATE INDEX difference_of_procedure ON procedures.difference (code, found_at DESC);

COMMENT ON TABLE procedures.difference IS
  'What each run found to differ, field by field. Owner: procedures.Differences.';
COMMENT ON COLUMN procedures.difference.path IS
  'Field of the hub''s Procedure; list items by their code, number, channel or name';
COMMENT ON COLUMN procedures.difference.outcome IS
  'APPLIED to the registry, or PROPOSED and waiting';

CREATE TABLE procedures.onestop_copy (
  code      text        NOT NULL PRIMARY KEY,
  version   bigint      NOT NULL CHECK (version > 0),
  put_at    timestamptz NOT NULL
);

COMMENT ON TABLE procedures.onestop_copy IS
  'Which version of each procedure was put into the one-stop system. Owner: procedures.OneStopCopies.';
