CREATE TABLE partner.pace (
  partner    text        NOT NULL CHECK (partner <> ''),
  setting    text        NOT NULL CHECK (setting <> ''),
  value      bigint      CHECK (value >= 0),
  changed_at timestamptz NOT NULL,
  changed_by text        NOT NULL,
  reason     text        NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (partner, setting)
);

COMMENT ON TABLE partner.pace IS
  'How a partner is called, where an operator changed it while the hub runs; what is not here is as the settings file says. Holds on all nodes. Owner: partner.PaceTable.';
COMMENT ON COLUMN partner.pace.setting IS 'A key of partner.PaceSetting, such as batch-size.';
COMMENT ON COLUMN partner.pace.value IS
  'A number, for times in milliseconds; NULL once the settings file holds again.';

CREATE TABLE partner.maintenance (
  id           uuid        NOT NULL PRIMARY KEY,
  partner      text        NOT NULL CHECK (partner <> ''),
  begins_at    timestamptz,
  ends_at      timestamptz,
  cron         text,
  lasts_millis bigint      CHECK (lasts_millis > 0),
  set_by       text        NOT NULL,
  reason       text        NOT NULL CHECK (reason <> ''),
  CHECK (num_nonnulls(begins_at, ends_at) IN (0, 2)),
  CHECK (num_nonnulls(cron, lasts_millis) IN (0, 2)),
  CHECK (num_nonnulls(begins_at, cron) = 1),
  CHECK (ends_at > begins_at)
);

COMMENT ON TABLE partner.maintenance IS
  'Times in which a partner is not called: once (begins_at, ends_at) or again and again (cron, lasts_millis). Owner: partner.PaceTable.';
COMMENT ON COLUMN partner.maintenance.cron IS
  'When it begins: second minute hour day month weekday, in Asia/Ho_Chi_Minh.';
