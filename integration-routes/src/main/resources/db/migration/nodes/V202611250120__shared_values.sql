CREATE SCHEMA nodes;

CREATE TABLE nodes.shared_value (
  setting text        NOT NULL PRIMARY KEY CHECK (setting <> ''),
  sha256  bytea       NOT NULL CHECK (octet_length(sha256) = 32),
  node    text        NOT NULL,
  set_at  timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE nodes.shared_value IS
  'What all nodes on this database must have alike: a node that differs from a living one is not let in. Owner: nodes.SharedValues.';
COMMENT ON COLUMN nodes.shared_value.setting IS 'The setting or settings that give it.';
COMMENT ON COLUMN nodes.shared_value.sha256 IS 'SHA-256 over the setting''s name, a newline and the value.';
COMMENT ON COLUMN nodes.shared_value.node IS 'The node that told it: host:process.';
