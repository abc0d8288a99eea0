-- Partitions by month for every table that grows with history.
CREATE SCHEMA store;
COMMENT ON SCHEMA store IS 'What all features need of the database; holds no data of theirs.';

CREATE FUNCTION store.create_month_partitions(parent regclass, first_day date, months integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  month_start date;
  schema_name text;
  table_name text;
  partition_name text;
  created integer := 0;
BEGIN
  SELECT n.nspname, c.relname INTO schema_name, table_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.oid = parent;
  FOR i IN 0 .. months - 1 LOOP
    month_start := (date_trunc('month', first_day::timestamp) + make_interval(months => i))::date;
    partition_name := table_name || to_char(month_start, '"_y"YYYY"m"MM');
    IF to_regclass(format('%I.%I', schema_name, partition_name)) IS NULL THEN
      BEGIN
        EXECUTE format(
          'CREATE TABLE %I.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
          schema_name, partition_name, parent,
          month_start::text || ' 00:00:00+00',
          (month_start + interval '1 month')::date::text || ' 00:00:00+00');
        created := created + 1;
      EXCEPTION WHEN check_violation THEN
        -- Rows of that month already lie in the default partition, where they stay readable.
        RAISE WARNING 'partition %.% not created: the default partition holds rows of that month',
          schema_name, partition_name;
      END;
    END IF;
  END LOOP;
  RETURN created;
END
$$;
COMMENT ON FUNCTION store.create_month_partitions(regclass, date, integer) IS
  'Creates the missing partitions <table>_yYYYYmMM, months in UTC, of a table that is partitioned by range of one timestamptz column; answers how many were created.';
