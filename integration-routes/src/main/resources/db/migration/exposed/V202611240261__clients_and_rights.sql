-- Who may call the hub's services, and what each may see.
CREATE SCHEMA exposed;
COMMENT ON SCHEMA exposed IS 'Clients of the exposed services. Written by package vn.lienthong.routes.exposed only.';

CREATE TABLE exposed.client (
  id                 uuid        PRIMARY KEY,
  name               text        NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9.-]{0,62}$'),
  state              text        NOT NULL CHECK (state IN ('ACTIVE', 'REVOKED')),
  certificate_sha256 text        UNIQUE CHECK (certificate_sha256 ~ '^[0-9a-f]{64}$'),
  secret_sha256      bytea       CHECK (octet_length(secret_sha256) = 32),
  created_at         timestamptz NOT NULL,
  CHECK (certificate_sha256 IS NOT NULL OR secret_sha256 IS NOT NULL)
);
COMMENT ON TABLE exposed.client IS 'A software that calls the hub: a ministry''s, an agency''s.';
COMMENT ON COLUMN exposed.client.state IS 'ACTIVE, or REVOKED for good; a name is not used again.';
COMMENT ON COLUMN exposed.client.certificate_sha256 IS 'SHA-256 of the certificate that signs its calls, lower-case hex.';
COMMENT ON COLUMN exposed.client.secret_sha256 IS 'SHA-256 of its secret: 256 random bits made by the hub, so that a slow hash would add nothing.';

CREATE TABLE exposed.access_grant (
  client_id      uuid        NOT NULL REFERENCES exposed.client,
  service        text        NOT NULL CHECK (service <> ''),
  agency_prefix  text        NOT NULL CHECK (agency_prefix ~ '^(\*|[0-9A-Z]+(\.[0-9A-Z]+)*)$'),
  procedure_code text        NOT NULL CHECK (procedure_code <> ''),
  granted_at     timestamptz NOT NULL,
  PRIMARY KEY (client_id, service, agency_prefix, procedure_code)
);
COMMENT ON TABLE exposed.access_grant IS 'What a client may use and see. Nothing here: nothing allowed.';
COMMENT ON COLUMN exposed.access_grant.service IS 'Such as dossier-status.';
COMMENT ON COLUMN exposed.access_grant.agency_prefix IS 'An agency and those below it (H38 holds H38.101), * for all.';
COMMENT ON COLUMN exposed.access_grant.procedure_code IS 'One procedure, * for all.';

CREATE TABLE exposed.token (
  token_sha256 bytea       PRIMARY KEY CHECK (octet_length(token_sha256) = 32),
  client_id    uuid        NOT NULL REFERENCES exposed.client,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX token_expiry ON exposed.token (expires_at);
COMMENT ON TABLE exposed.token IS 'Bearer tokens given out; removed some time after they expired.';

CREATE TABLE exposed.seen_call (
  call_sha256 bytea       PRIMARY KEY CHECK (octet_length(call_sha256) = 32),
  expires_at  timestamptz NOT NULL
);
CREATE INDEX seen_call_expiry ON exposed.seen_call (expires_at);
COMMENT ON TABLE exposed.seen_call IS 'Signed calls received, so that none is taken twice by any node; kept while their time window is open.';
COMMENT ON COLUMN exposed.seen_call.call_sha256 IS 'SHA-256 of kind, certificate and jti (JWS) or signature value (WS-Security).';
