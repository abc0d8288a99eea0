CREATE SCHEMA IF NOT EXISTS partner;

CREATE TABLE partner.session (
  partner      text        NOT NULL PRIMARY KEY CHECK (partner <> ''),
  sealed_token bytea       NOT NULL CHECK (octet_length(sealed_token) > 28),
  obtained_at  timestamptz NOT NULL
);

COMMENT ON TABLE partner.session IS
  'The session that a partner gave, shared by all nodes. Owner: partner.NpspSessions.';
COMMENT ON COLUMN partner.session.sealed_token IS
  'AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag; the partner''s name is authenticated. The key lies outside the database.';
