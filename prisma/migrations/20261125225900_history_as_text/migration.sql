-- What history only shows is kept as it was written: no query looks into it, the keys of a message keep the order its
-- template gave them, and it costs less to store.
ALTER TABLE step_runs
  ALTER COLUMN input TYPE json USING input::json,
  ALTER COLUMN output TYPE json USING output::json,
  ALTER COLUMN facts TYPE json USING facts::json;
ALTER TABLE deliveries ALTER COLUMN message TYPE json USING message::json;
ALTER TABLE attempts
  ALTER COLUMN request TYPE json USING request::json,
  ALTER COLUMN response TYPE json USING response::json;
