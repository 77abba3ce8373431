-- The embedded durable executor's tables. They are no Prisma models: only hand-written SQL touches them.
CREATE SCHEMA engine;

-- jobs.state
--   0 due at `due`, unlaned (or laned and only its failure handling is left)
--   1 running, held by (owner, claim)
--   2 done        3 failed
--   4 laned, fresh: plain inserts end here, so that a producer's transaction never touches a lane
--   5 laned, admitted: waits for its turn in its lane
--   6 laned, delayed until `due`: then it is admitted at the tail
CREATE TABLE engine.jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trigger text NOT NULL,
  key text NOT NULL,
  data jsonb NOT NULL,
  state smallint NOT NULL DEFAULT 0,
  due timestamptz NOT NULL DEFAULT now(),
  -- Place in the lane once it is not the id any more: drawn from the same sequence when a delayed job rejoins.
  ord bigint,
  -- Place in the lane as the producer says, before both: an order of its own, such as that of the events behind the jobs.
  place bigint,
  owner int,
  -- Counts claims. (owner, claim) is the fencing token: a writer that holds an older one is a zombie.
  claim int NOT NULL DEFAULT 0,
  -- Whether checkpoints may exist and must be read before running.
  replay boolean NOT NULL DEFAULT false,
  -- Failures of failed_step alone; '' is the handler outside of its steps.
  failures int NOT NULL DEFAULT 0,
  failed_step text,
  lane text,
  -- Null in a laned job: the lane only limits concurrency and has no pace of its own.
  lane_ms int,
  lane_max int,
  -- Set before onFailure runs, so that a crash in the middle goes on there.
  error jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  done_at timestamptz,
  UNIQUE (trigger, key)
) WITH (
  fillfactor = 85,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.1,
  autovacuum_analyze_scale_factor = 0.1
);
CREATE INDEX jobs_due ON engine.jobs (due, id) WHERE state = 0;
CREATE INDEX jobs_owner ON engine.jobs (owner) WHERE state = 1;
CREATE INDEX jobs_lane_running ON engine.jobs (lane) WHERE state = 1 AND lane IS NOT NULL;
CREATE INDEX jobs_lane_fresh ON engine.jobs (id) WHERE state = 4;
CREATE INDEX jobs_lane_waiting ON engine.jobs (lane, (coalesce(place, ord, id))) WHERE state IN (4, 5);
CREATE INDEX jobs_lane_delayed ON engine.jobs (due, id) WHERE state = 6;
CREATE INDEX jobs_finished ON engine.jobs (done_at) WHERE state IN (2, 3);

CREATE TABLE engine.checkpoints (
  job_id bigint NOT NULL,
  step text NOT NULL,
  result jsonb NOT NULL,
  PRIMARY KEY (job_id, step)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1);

CREATE TABLE engine.lanes (
  key text PRIMARY KEY,
  period_ms int NOT NULL DEFAULT 0,
  max_running int,
  -- No start before this time.
  next_at timestamptz NOT NULL DEFAULT '-infinity',
  -- False = parked: nobody looks at it until a job or a free place comes.
  active boolean NOT NULL DEFAULT true
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX lanes_next ON engine.lanes (next_at) WHERE active;
CREATE INDEX lanes_parked ON engine.lanes (next_at) WHERE NOT active;

-- One row a process. Alive = the lease runs and its session still holds advisory lock (7707, id).
CREATE TABLE engine.executors (
  id int PRIMARY KEY,
  lease_until timestamptz NOT NULL
);

-- Lock order everywhere: lanes by key, then jobs in states 4 to 6. A writer that ends running jobs
-- takes those first, then lanes: nobody who holds a lane waits for a running job.

-- Fresh and due jobs join their lanes' order, and the lanes wake, in one statement: a crash cannot come between.
-- ON CONFLICT DO UPDATE locks the newest version of the lane before it looks, so a concurrent park is not missed;
-- a plain UPDATE ... WHERE NOT active would miss it.
CREATE FUNCTION engine.admit(most int) RETURNS int LANGUAGE sql AS $$
  WITH fresh AS MATERIALIZED (
    SELECT id, state, lane, lane_ms, lane_max, ord FROM engine.jobs WHERE state = 4 ORDER BY id LIMIT most
  ), delayed AS MATERIALIZED (
    SELECT id, state, lane, lane_ms, lane_max, nextval('engine.jobs_id_seq') AS ord
    FROM (SELECT * FROM engine.jobs WHERE state = 6 AND due <= now() ORDER BY due, id LIMIT most) d
  ), joining AS MATERIALIZED (
    SELECT * FROM fresh UNION ALL SELECT * FROM delayed
  ), woken AS (
    INSERT INTO engine.lanes AS l (key, period_ms, max_running)
    SELECT DISTINCT ON (lane) lane, coalesce(lane_ms, 0), lane_max FROM joining ORDER BY lane, id DESC
    ON CONFLICT (key) DO UPDATE
      SET active = true, period_ms = excluded.period_ms, max_running = excluded.max_running
      WHERE NOT l.active OR l.period_ms <> excluded.period_ms OR l.max_running IS DISTINCT FROM excluded.max_running
    RETURNING 1
  ), admitted AS (
    -- The count makes the lanes' locks come before the jobs' (see the lock order).
    UPDATE engine.jobs j SET state = 5, ord = joining.ord
    FROM joining
    WHERE j.id = joining.id AND j.state = joining.state AND (SELECT count(*) FROM woken) >= 0
    RETURNING 1
  )
  SELECT count(*)::int FROM admitted
$$;

-- Admits, then starts what is first in every lane whose time has come. `known`: the triggers this process can run.
CREATE FUNCTION engine.claim_laned(me int, most int, known text[])
RETURNS TABLE (
  id bigint, trigger text, data jsonb, claim int, replay boolean, failures int, failed_step text,
  lane text, lane_ms int, error jsonb, claimed_at timestamptz
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  due_lanes text[];
  now_at timestamptz;
BEGIN
  -- Without anything to do nothing is locked, so nothing is written.
  IF NOT EXISTS (SELECT 1 FROM engine.jobs j WHERE j.state = 4)
    AND NOT EXISTS (SELECT 1 FROM engine.jobs j WHERE j.state = 6 AND j.due <= now())
    AND NOT EXISTS (SELECT 1 FROM engine.lanes l WHERE l.active AND l.next_at <= clock_timestamp())
  THEN RETURN; END IF;

  -- Keeps the reaper from deleting this row while the claim is in flight: a killed process's last statement still
  -- commits, and jobs owned by a row that is gone would be nobody's.
  PERFORM 1 FROM engine.executors e WHERE e.id = me FOR KEY SHARE;
  IF NOT FOUND THEN RETURN; END IF;

  PERFORM engine.admit(1000);

  -- Two statements on purpose: the second one gets a new snapshot, so a job committed before its lane was locked is
  -- visible. In one statement it would not be, and the lane would be parked with a job waiting in it.
  SELECT array_agg(q.key) INTO due_lanes FROM (
    SELECT l.key FROM engine.lanes l WHERE l.active AND l.next_at <= clock_timestamp()
    ORDER BY l.next_at LIMIT most FOR UPDATE SKIP LOCKED
  ) q;
  IF due_lanes IS NULL THEN RETURN; END IF;
  now_at := clock_timestamp();

  RETURN QUERY
  WITH room AS MATERIALIZED (
    SELECT l.key, l.period_ms, least(
      CASE WHEN l.period_ms > 0 THEN 1 ELSE greatest(1, most / cardinality(due_lanes)) END,
      l.max_running - CASE WHEN l.max_running IS NULL THEN 0 ELSE
        (SELECT count(*) FROM engine.jobs r WHERE r.lane = l.key AND r.state = 1) END
    )::int AS free
    FROM engine.lanes l WHERE l.key = ANY (due_lanes)
  ), head AS MATERIALIZED (
    SELECT room.key, h.id FROM room CROSS JOIN LATERAL (
      SELECT w.id FROM engine.jobs w
      WHERE w.lane = room.key AND w.state IN (4, 5) AND w.trigger = ANY (known)
      ORDER BY coalesce(w.place, w.ord, w.id) LIMIT greatest(room.free, 0)
    ) h
  ), moved AS (
    UPDATE engine.lanes l SET
      active = EXISTS (SELECT 1 FROM head WHERE head.key = l.key),
      next_at = CASE WHEN EXISTS (SELECT 1 FROM head WHERE head.key = l.key)
        THEN now_at + room.period_ms * interval '1 ms' ELSE l.next_at END
    FROM room WHERE l.key = room.key
  )
  UPDATE engine.jobs j SET state = 1, owner = me, claim = j.claim + 1, started_at = now_at
  -- The sum keeps the planner from the index of waiting jobs: by id is the only right way here.
  FROM head WHERE j.id = head.id AND j.state + 0 IN (4, 5)
  RETURNING j.id, j.trigger, j.data, j.claim, j.replay, j.failures, j.failed_step, j.lane, j.lane_ms, j.error,
    clock_timestamp();
END $$;

-- Takes the jobs away from executors that are gone, or going, and strikes them off. A laned job keeps its place.
CREATE FUNCTION engine.release(gone int[]) RETURNS int LANGUAGE sql AS $$
  WITH released AS (
    UPDATE engine.jobs SET
      state = CASE WHEN lane IS NULL OR error IS NOT NULL THEN 0 ELSE 5 END, owner = NULL, replay = true
    WHERE owner = ANY (gone) AND state = 1
    RETURNING lane, lane_ms, lane_max
  ), woken AS (
    INSERT INTO engine.lanes (key, period_ms, max_running)
    SELECT DISTINCT ON (lane) lane, coalesce(lane_ms, 0), lane_max FROM released WHERE lane IS NOT NULL ORDER BY lane
    ON CONFLICT (key) DO UPDATE SET active = true
  ), struck AS (
    DELETE FROM engine.executors WHERE id = ANY (gone)
  )
  SELECT count(*)::int FROM released
$$;

-- Releases the jobs of executors whose session or lease ended. -1 = nobody was dead.
CREATE FUNCTION engine.reap(me int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  dead int[];
BEGIN
  SELECT array_agg(q.id) INTO dead FROM (
    SELECT e.id FROM engine.executors e
    WHERE e.id <> me AND (e.lease_until < clock_timestamp() OR pg_try_advisory_xact_lock(7707, e.id))
    FOR UPDATE SKIP LOCKED
  ) q;
  IF dead IS NULL THEN RETURN -1; END IF;
  RETURN engine.release(dead);
END $$;

-- The safety net under the wake-ups: lanes with waiting jobs that nobody looks at, and jobs owned by nobody.
CREATE FUNCTION engine.sweep() RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  orphans int[];
  found_lanes int;
BEGIN
  SELECT array_agg(DISTINCT j.owner) INTO orphans FROM engine.jobs j
  WHERE j.state = 1 AND NOT EXISTS (SELECT 1 FROM engine.executors e WHERE e.id = j.owner);
  IF orphans IS NOT NULL THEN PERFORM engine.release(orphans); END IF;

  WITH RECURSIVE waiting AS (
    (SELECT lane FROM engine.jobs WHERE state IN (4, 5) ORDER BY lane LIMIT 1)
    UNION ALL
    SELECT (SELECT j.lane FROM engine.jobs j WHERE j.state IN (4, 5) AND j.lane > waiting.lane ORDER BY j.lane LIMIT 1)
    FROM waiting WHERE waiting.lane IS NOT NULL
  ), woken AS (
    INSERT INTO engine.lanes (key, period_ms, max_running)
    SELECT waiting.lane, coalesce(h.lane_ms, 0), h.lane_max
    FROM waiting
    CROSS JOIN LATERAL (
      SELECT j.lane_ms, j.lane_max FROM engine.jobs j WHERE j.lane = waiting.lane AND j.state IN (4, 5)
      ORDER BY coalesce(j.place, j.ord, j.id) LIMIT 1
    ) h
    LEFT JOIN engine.lanes l ON l.key = waiting.lane
    WHERE waiting.lane IS NOT NULL AND l.active IS NOT TRUE
    ORDER BY waiting.lane
    ON CONFLICT (key) DO UPDATE SET active = true
    RETURNING 1
  )
  SELECT count(*) INTO found_lanes FROM woken;
  RETURN found_lanes + coalesce(cardinality(orphans), 0);
END $$;

-- Forgets lanes nobody has used for a while. Looks for waiting jobs only after the lock, in a statement of its own.
CREATE FUNCTION engine.forget_lanes(idle interval, most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  idle_lanes text[];
  forgotten int;
BEGIN
  SELECT array_agg(q.key) INTO idle_lanes FROM (
    SELECT l.key FROM engine.lanes l WHERE NOT l.active AND l.next_at < now() - idle
    ORDER BY l.next_at LIMIT most FOR UPDATE SKIP LOCKED
  ) q;
  DELETE FROM engine.lanes l WHERE l.key = ANY (idle_lanes)
    AND NOT EXISTS (SELECT 1 FROM engine.jobs j WHERE j.lane = l.key AND j.state IN (4, 5))
    AND NOT EXISTS (SELECT 1 FROM engine.jobs j WHERE j.lane = l.key AND j.state = 1);
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
