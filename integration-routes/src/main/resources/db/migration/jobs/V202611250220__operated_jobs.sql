CREATE TABLE jobs.job (
  name        text        NOT NULL PRIMARY KEY CHECK (name <> ''),
  timetable   text,
  paused_at   timestamptz,
  known_since timestamptz NOT NULL
);
COMMENT ON TABLE jobs.job IS
  'What operators changed of a job that the program brings along. Owner: jobs.JobTable.';
COMMENT ON COLUMN jobs.job.timetable IS
  'When it runs by itself, instead of what the settings say; NULL = as the settings say.';
COMMENT ON COLUMN jobs.job.paused_at IS 'Since when its times pass without a run; NULL = not paused.';
COMMENT ON COLUMN jobs.job.known_since IS
  'From when on a run is expected: first start with the job, last resume, last other timetable.';

CREATE TABLE jobs.backfill (
  id         uuid        NOT NULL PRIMARY KEY,
  job        text        NOT NULL,
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL CHECK (to_at > from_at),
  done_to    timestamptz NOT NULL CHECK (done_to BETWEEN from_at AND to_at),
  state      text        NOT NULL CHECK (state IN ('OPEN', 'DONE', 'CANCELLED', 'FAILED')),
  operator   text        NOT NULL CHECK (operator <> ''),
  reason     text        NOT NULL CHECK (reason <> ''),
  asked_at   timestamptz NOT NULL,
  CHECK ((state = 'DONE') = (done_to = to_at))
);
CREATE INDEX backfill_of_job ON jobs.backfill (job, asked_at DESC);
COMMENT ON TABLE jobs.backfill IS
  'Windows of the past that a job works through again, slice by slice. Owner: jobs.BackfillTable.';
COMMENT ON COLUMN jobs.backfill.done_to IS
  'Everything from from_at to here is done: where a run goes on after a kill.';
COMMENT ON COLUMN jobs.backfill.state IS
  'OPEN = a run works on it, or the next minute starts one; FAILED = its last run failed and a person must ask again.';

ALTER TABLE jobs.run
  ADD COLUMN due_at        timestamptz,
  ADD COLUMN backfill      uuid,
  ADD COLUMN log_from      bigint CHECK (log_from >= 0),
  ADD COLUMN log_to        bigint CHECK (log_to >= log_from),
  ADD COLUMN cancelled_by  text,
  ADD COLUMN cancel_reason text,
  ADD CONSTRAINT run_cancelled_by_somebody
    CHECK ((cancelled_by IS NULL) = (cancel_reason IS NULL));
COMMENT ON COLUMN jobs.run.due_at IS 'The time of its timetable that a run by schedule stands for.';
COMMENT ON COLUMN jobs.run.log_from IS
  'The entries that the run wrote have places in the message log from here ...';
COMMENT ON COLUMN jobs.run.log_to IS
  '... to before here; NULL while it runs. Its correlation id tells them from others.';
CREATE UNIQUE INDEX run_each_time_once ON jobs.run (job, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX run_by_end ON jobs.run (ended_at) WHERE ended_at IS NOT NULL;

ALTER TABLE jobs.run DROP CONSTRAINT run_trigger_check;
ALTER TABLE jobs.run ADD CONSTRAINT run_trigger_check
  CHECK (trigger IN ('SCHEDULE', 'OPERATOR', 'BACKFILL'));
ALTER TABLE jobs.run DROP CONSTRAINT run_by_operator_says_who_and_why;
ALTER TABLE jobs.run ADD CONSTRAINT run_by_operator_says_who_and_why
  CHECK (trigger = 'SCHEDULE' OR (operator <> '' AND reason <> ''));
ALTER TABLE jobs.run ADD CONSTRAINT run_of_a_backfill_names_it
  CHECK ((trigger = 'BACKFILL') = (backfill IS NOT NULL));
COMMENT ON COLUMN jobs.run.trigger IS
  'SCHEDULE = by its timetable; OPERATOR = by hand, with who and why; BACKFILL = part of a row of jobs.backfill';

ALTER TABLE jobs.run DROP CONSTRAINT run_state_check;
ALTER TABLE jobs.run ADD CONSTRAINT run_state_check CHECK (state IN
  ('RUNNING', 'SUCCEEDED', 'STOPPED', 'FAILED', 'SKIPPED', 'LOST', 'CANCELLED'));
COMMENT ON COLUMN jobs.run.state IS
  'RUNNING; SUCCEEDED; STOPPED = a guard asks an operator, nothing was changed; FAILED = error_code says why, what was done stays; SKIPPED = another run of the job was under way, or its partner may not be asked, or its time was missed; LOST = its node went away; CANCELLED = by a person, what was done stays';
