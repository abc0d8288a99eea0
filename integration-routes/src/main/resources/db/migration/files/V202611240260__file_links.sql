-- Links under which partners fetch the files of a dossier.
CREATE SCHEMA files;
COMMENT ON SCHEMA files IS 'File links. Written by package vn.lienthong.routes.files only.';

CREATE TABLE files.link (
  token_sha256 bytea       NOT NULL PRIMARY KEY CHECK (octet_length(token_sha256) = 32),
  partner      text        NOT NULL CHECK (partner <> ''),
  dossier_code text        NOT NULL CHECK (dossier_code <> ''),
  file_key     text        NOT NULL CHECK (file_key <> ''),
  sha256       text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  media_type   text        NOT NULL,
  issue        integer     NOT NULL CHECK (issue > 0),
  issued_at    timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL CHECK (expires_at > issued_at),
  UNIQUE (partner, dossier_code, file_key, sha256, issue)
);
CREATE INDEX link_expiry ON files.link (expires_at);
COMMENT ON TABLE files.link IS
  'One row per link that was given out. The token itself is derived from a key outside the database and cannot be read from here.';
COMMENT ON COLUMN files.link.token_sha256 IS 'SHA-256 of the 32 bytes of the token.';
COMMENT ON COLUMN files.link.file_key IS 'Name of the file in the one-stop system.';
COMMENT ON COLUMN files.link.sha256 IS 'Digest of the file, lower-case hex; other bytes are not served.';
COMMENT ON COLUMN files.link.issue IS 'Counts the links of one file to one partner, from 1: a new one is given when the last is near its end.';
