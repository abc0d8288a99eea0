CREATE SCHEMA alarms;

CREATE TABLE alarms.alarm (
  id             uuid        NOT NULL PRIMARY KEY,
  key            text        NOT NULL CHECK (key <> ''),
  vietnamese     text        NOT NULL,
  english        text        NOT NULL,
  told_when_over boolean     NOT NULL,
  node           text        NOT NULL,
  first_seen_at  timestamptz NOT NULL,
  seen_at        timestamptz NOT NULL,
  raised_at      timestamptz,
  over_at        timestamptz
);
CREATE UNIQUE INDEX alarm_standing ON alarms.alarm (key) WHERE over_at IS NULL;
CREATE INDEX alarm_over ON alarms.alarm (over_at);
COMMENT ON TABLE alarms.alarm IS
  'What is wrong, or was: one row from the first look that saw it until no node sees it any more. Owner: alarms.AlarmTable.';
COMMENT ON COLUMN alarms.alarm.key IS 'What it is about, such as health.npsp; one that stands at a time.';
COMMENT ON COLUMN alarms.alarm.node IS 'The node that saw it last.';
COMMENT ON COLUMN alarms.alarm.raised_at IS 'When it had lasted long enough to be told; NULL before.';

CREATE TABLE alarms.telling (
  id       uuid        NOT NULL PRIMARY KEY,
  alarm    uuid        NOT NULL REFERENCES alarms.alarm (id) ON DELETE CASCADE,
  kind     text        NOT NULL CHECK (kind IN ('RAISED', 'OVER')),
  channel  text        NOT NULL CHECK (channel <> ''),
  next_at  timestamptz,
  attempts integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  told_at  timestamptz,
  error    text,
  UNIQUE (alarm, kind, channel)
);
CREATE INDEX telling_due ON alarms.telling (next_at) WHERE next_at IS NOT NULL;
COMMENT ON TABLE alarms.telling IS
  'One message about an alarm over one channel, sent once. Owner: alarms.AlarmTable.';
COMMENT ON COLUMN alarms.telling.next_at IS
  'When it is tried next; NULL once it is told, or given up after three days.';
COMMENT ON COLUMN alarms.telling.error IS 'Why the last attempt failed.';
