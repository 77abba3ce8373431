-- A payload keeps the order of its fields, so that a message rendered anew reads like the first one. No condition looks
-- into it, and as text it costs less to store.
ALTER TABLE events ALTER COLUMN payload TYPE json USING payload::json;
ALTER TABLE rejections ALTER COLUMN payload TYPE json USING payload::json;

-- No condition looks into these columns, and ANALYZE would unpack and sort thousands of documents of each, again and
-- again while tables grow: a sixth of the database's work under load.
ALTER TABLE events ALTER COLUMN payload SET STATISTICS 0, ALTER COLUMN schema_problems SET STATISTICS 0;
ALTER TABLE rejections ALTER COLUMN payload SET STATISTICS 0, ALTER COLUMN problems SET STATISTICS 0;
ALTER TABLE run_steps
  ALTER COLUMN step_ids SET STATISTICS 0, ALTER COLUMN statuses SET STATISTICS 0,
  ALTER COLUMN durations_ms SET STATISTICS 0, ALTER COLUMN details SET STATISTICS 0;
ALTER TABLE deliveries
  ALTER COLUMN target SET STATISTICS 0, ALTER COLUMN config SET STATISTICS 0, ALTER COLUMN message SET STATISTICS 0,
  ALTER COLUMN cuts SET STATISTICS 0, ALTER COLUMN gates SET STATISTICS 0, ALTER COLUMN receipt SET STATISTICS 0;
ALTER TABLE attempts ALTER COLUMN request SET STATISTICS 0, ALTER COLUMN response SET STATISTICS 0;
ALTER TABLE engine.jobs ALTER COLUMN data SET STATISTICS 0, ALTER COLUMN error SET STATISTICS 0;

-- A row that is changed in its own page needs no new entry in any index. A run changes once, its size hardly. An attempt
-- begins as 60 bytes and ends as several hundred, with what was sent and answered: pages are left that empty at first,
-- and are full in the end.
ALTER TABLE runs SET (fillfactor = 50);
ALTER TABLE attempts SET (fillfactor = 16);
