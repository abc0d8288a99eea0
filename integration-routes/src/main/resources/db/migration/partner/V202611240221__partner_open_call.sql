CREATE TABLE partner.open_call (
  call_id        text        NOT NULL PRIMARY KEY CHECK (call_id <> ''),
  partner        text        NOT NULL,
  service        text        NOT NULL,
  correlation_id text        NOT NULL,
  message_id     text        NOT NULL,
  opened_at      timestamptz NOT NULL,
  deadline       timestamptz NOT NULL CHECK (deadline > opened_at)
);

CREATE INDEX open_call_deadline ON partner.open_call (deadline);

COMMENT ON TABLE partner.open_call IS
  'Calls whose request entry is in the message log and whose outcome entry is not yet. Owner: partner.CallJournal.';
COMMENT ON COLUMN partner.open_call.deadline IS
  'After this moment nobody waits for the answer any more: recovery writes the outcome entry "in doubt".';
