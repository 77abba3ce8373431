import { NonRetriable } from "../contract";
import type { TriggerEvent } from "../contract";
import { storedJson } from "../stored-json";

/**
 * The INSERT that turns rows of a CTE into jobs, for a statement that writes product rows and their jobs together.
 * The CTE `source` must supply: trigger text, key text, data jsonb (null = JSON null), due timestamptz (null = now), lane text (null =
 * none), lane_ms int, lane_max int (null = no limit), ord (any sortable type: jobs of one lane run in this order).
 * With `hasPlace` also place bigint: the job's place in its lane among all that have one, whenever they were enqueued.
 * With `hasOwner` also owner int: not null = an unlaned job that the owner of a `JobReservation` starts itself.
 * Returns id, trigger, key and owner of every new job; a (trigger, key) that exists is left out. It touches no lane, so a
 * long transaction blocks nobody. Call the executor's `wake()` after the commit, unless every job has an owner.
 */
export function enqueueJobsSql(source: string, { hasPlace = false, hasOwner = false } = {}): string {
  checkName(source);
  const owner = hasOwner ? "q.owner" : "NULL::int";
  return `INSERT INTO engine.jobs (trigger, key, data, state, due, lane, lane_ms, lane_max, place, owner, claim, started_at)
    SELECT q.trigger, q.key, coalesce(q.data, 'null'),
      CASE WHEN ${owner} IS NOT NULL THEN 1 WHEN q.lane IS NULL THEN 0 WHEN q.due IS NULL THEN 4 ELSE 6 END,
      coalesce(q.due, now()), q.lane, q.lane_ms, q.lane_max, ${hasPlace ? "q.place" : "NULL"},
      ${owner}, CASE WHEN ${owner} IS NULL THEN 0 ELSE 1 END, CASE WHEN ${owner} IS NOT NULL THEN now() END
    FROM ${source} q ORDER BY q.ord
    ON CONFLICT (trigger, key) DO NOTHING RETURNING id, trigger, key, owner`;
}

/**
 * The statement that ends jobs by their tickets, for a CTE of a product statement. The CTE `source` must supply:
 * job bigint, owner int, claim int; rows without a job are passed over. Nothing stays of the jobs: unlike those the
 * engine ends, their (trigger, key) may come again. For unlaned jobs only: no lane is woken.
 */
export function endJobsSql(source: string): string {
  checkName(source);
  // The sum, like the comparison of owners, keeps the plan from the index of running jobs: by id is the only right way,
  // and the array keeps it from reading all jobs where they once were few.
  return `DELETE FROM engine.jobs j USING ${source} q
    WHERE j.id = ANY (ARRAY(SELECT job FROM ${source})) AND j.id = q.job AND j.owner IS NOT DISTINCT FROM q.owner AND j.claim = q.claim AND j.state + 0 = 1 AND j.lane IS NULL`;
}

function checkName(source: string): void {
  if (!/^[a-z_][a-z0-9_]*$/.test(source)) throw new Error(`source must be the name of a CTE, not ${JSON.stringify(source)}`);
}

/** The columns of `triggerEventJson` for json_to_recordset; `due_ms` is the only one that has to be converted. */
export const triggerEventColumns =
  "trigger text, key text, data jsonb, due_ms float8, lane text, lane_ms int, lane_max int, ord int";

/** One checked event as the JSON object `triggerEventColumns` reads; `extra` are further members, as JSON text. */
export function triggerEventJson(event: TriggerEvent, ord: number, extra = ""): string {
  checkEvent(event);
  const { name, lane } = event;
  const data = storedJson(event.data, `data of event ${name}`);
  const key = storedJson(event.key, `key of event ${name}`);
  const laneKey = storedJson(lane?.key, `lane.key of event ${name}`);
  return (
    `{"trigger":${JSON.stringify(name)},"key":${key},"data":${data},"due_ms":${event.dueAt?.getTime() ?? "null"},` +
    `"lane":${laneKey},"lane_ms":${lane?.periodMs ?? "null"},"lane_max":${lane?.runningMax ?? "null"},"ord":${ord}${extra}}`
  );
}

function checkEvent({ name, key, lane, dueAt }: TriggerEvent): void {
  const problem =
    name === "" ? "name: expected text"
    : key === "" || Buffer.byteLength(key) > keyBytesMax ? `key: expected 1 to ${keyBytesMax} bytes`
    : dueAt && Number.isNaN(dueAt.getTime()) ? "dueAt: expected a valid date"
    : lane && (lane.key === "" || Buffer.byteLength(lane.key) > keyBytesMax) ? `lane.key: expected 1 to ${keyBytesMax} bytes`
    : lane && !isIntegerFrom(0, lane.periodMs) ? "lane.periodMs: expected whole milliseconds, 0 or more"
    : lane?.runningMax !== undefined && !isIntegerFrom(1, lane.runningMax) ? "lane.runningMax: expected a whole number, 1 or more"
    : undefined;
  if (problem) throw new NonRetriable(`event ${name}, ${problem}`);
}

const isIntegerFrom = (least: number, value: number) => Number.isInteger(value) && value >= least && value < 2 ** 31;

/** A B-tree entry holds about 2,700 bytes; trigger and key share one. */
const keyBytesMax = 1_000;
