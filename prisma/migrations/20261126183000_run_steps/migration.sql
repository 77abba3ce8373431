-- A run's steps are written together and shown together: one row a run costs a third of one a step. What is counted over
-- many runs stands in arrays; what one run's page shows is kept as it was written.
CREATE TABLE "run_steps" (
  "run_id" TEXT NOT NULL,
  "organization_id" TEXT NOT NULL,
  "step_ids" TEXT[],
  "statuses" TEXT[],
  "durations_ms" DOUBLE PRECISION[],
  "details" JSON NOT NULL,
  CONSTRAINT "run_steps_pkey" PRIMARY KEY ("run_id")
);
ALTER TABLE "run_steps" SET (autovacuum_vacuum_insert_scale_factor = 0.1);

INSERT INTO run_steps (run_id, organization_id, step_ids, statuses, durations_ms, details)
SELECT run_id, min(organization_id), array_agg(step_id ORDER BY position), array_agg(status ORDER BY position),
  array_agg(duration_ms ORDER BY position),
  json_agg(json_build_object('id', id, 'kind', kind, 'input', input, 'output', output, 'facts', facts, 'reason', reason,
    'attempts', attempts, 'started_at', started_at) ORDER BY position)
FROM step_runs GROUP BY run_id;

DROP TABLE step_runs;

-- What history reads: one row a step.
CREATE VIEW step_runs AS
SELECT r.run_id, (s.place - 1)::int AS position, r.details -> (s.place - 1)::int ->> 'id' AS id, r.organization_id, s.step_id,
  r.details -> (s.place - 1)::int ->> 'kind' AS kind, s.status,
  r.details -> (s.place - 1)::int -> 'input' AS input, r.details -> (s.place - 1)::int -> 'output' AS output,
  r.details -> (s.place - 1)::int -> 'facts' AS facts, r.details -> (s.place - 1)::int ->> 'reason' AS reason,
  (r.details -> (s.place - 1)::int ->> 'attempts')::int AS attempts,
  (r.details -> (s.place - 1)::int ->> 'started_at')::timestamptz AS started_at, s.duration_ms
FROM run_steps r
CROSS JOIN LATERAL unnest(r.step_ids, r.statuses, r.durations_ms) WITH ORDINALITY AS s(step_id, status, duration_ms, place);
