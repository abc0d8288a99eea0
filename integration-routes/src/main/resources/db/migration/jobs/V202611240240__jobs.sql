CREATE SCHEMA jobs;

-- The table of db-scheduler 16, as its documentation lays it.
CREATE TABLE jobs.scheduled_task (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_task_execution ON jobs.scheduled_task (execution_time);
CREATE INDEX scheduled_task_heartbeat ON jobs.scheduled_task (last_heartbeat);

COMMENT ON TABLE jobs.scheduled_task IS
  'When each job runs next and which node runs it now. Owner: db-scheduler.';

CREATE TABLE jobs.run (
  id             uuid        NOT NULL PRIMARY KEY,
  job            text        NOT NULL CHECK (job <> ''),
  trigger        text        NOT NULL CHECK (trigger IN ('SCHEDULE', 'OPERATOR')),
  operator       text,
  reason         text,
  options        text        NOT NULL DEFAULT '',
  state          text        NOT NULL
                 CHECK (state IN ('RUNNING', 'SUCCEEDED', 'STOPPED', 'FAILED', 'SKIPPED', 'LOST')),
  started_at     timestamptz NOT NULL,
  alive_at       timestamptz NOT NULL,
  ended_at       timestamptz CHECK (ended_at >= started_at),
  done           integer     NOT NULL DEFAULT 0 CHECK (done >= 0),
  total          integer     NOT NULL DEFAULT 0 CHECK (total >= 0),
  added          integer     NOT NULL DEFAULT 0,
  changed        integer     NOT NULL DEFAULT 0,
  withdrawn      integer     NOT NULL DEFAULT 0,
  unchanged      integer     NOT NULL DEFAULT 0,
  refused        integer     NOT NULL DEFAULT 0,
  proposed       integer     NOT NULL DEFAULT 0,
  node           text        NOT NULL,
  correlation_id text        NOT NULL,
  error_code     text,
  error_text     text,
  CONSTRAINT run_by_operator_says_who_and_why
    CHECK (trigger <> 'OPERATOR' OR (operator <> '' AND reason <> '')),
  CONSTRAINT run_ended_or_running CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);
CREATE INDEX run_of_job ON jobs.run (job, started_at DESC);
CREATE UNIQUE INDEX run_one_at_a_time ON jobs.run (job) WHERE state = 'RUNNING';

COMMENT ON TABLE jobs.run IS 'Every run of every job, dry runs excepted. Owner: jobs.RunLedger.';
COMMENT ON COLUMN jobs.run.trigger IS 'SCHEDULE = by its cron; OPERATOR = by hand, with who and why';
COMMENT ON COLUMN jobs.run.options IS 'What was asked for, such as full; blank separated';
COMMENT ON COLUMN jobs.run.state IS
  'RUNNING; SUCCEEDED; STOPPED = a guard asks an operator, nothing was changed; FAILED = error_code says why, what was done stays; SKIPPED = another run of the job was under way; LOST = its node went away';
COMMENT ON COLUMN jobs.run.alive_at IS 'Last sign of life of the node that runs it';
COMMENT ON COLUMN jobs.run.total IS 'Units of work of this run, 0 while not known';
COMMENT ON COLUMN jobs.run.refused IS 'Units that the partner refused or that could not be read';
COMMENT ON COLUMN jobs.run.proposed IS 'Changes that wait for an operator';
