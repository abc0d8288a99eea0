ALTER TABLE exposed.client ADD COLUMN certificate_until timestamptz;
COMMENT ON COLUMN exposed.client.certificate_until IS
  'When that certificate ends; NULL without one, or where a release registered it that did not note it.';
