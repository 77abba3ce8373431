import type pg from "pg";
import { insertRuns, lockEvents, type WantedRun } from "@/lib/runs/insert-runs";
import type { ReplayChoice } from "./replay-choice";
import { supersedeDeliveries } from "./supersede-deliveries";

export type Rerun = {
  /** The chosen ones that new runs send instead. */
  superseded: string[];
  /** How many messages the runs may send: what a rate counts. */
  sends: number;
  skipped: { id: string; reason: string }[];
};

/**
 * Starts new runs in place of dead, held and retrying deliveries, the oldest first: one for each event and destination,
 * or one for each event where the choice is to begin from the start. Those in another state are passed over. Call it in
 * a transaction, and the engine's wake after its commit.
 */
export async function rerunDeliveries(client: Pick<pg.PoolClient, "query">, organizationId: string, ids: readonly string[], choice: ReplayChoice): Promise<Rerun> {
  const chosen = await lockChosen(client, organizationId, ids, choice);
  const skipped: Rerun["skipped"] = [];
  const wanted = new Map<string, WantedRun & { destinations: number }>();
  const taken: string[] = [];
  for (const row of chosen) {
    const reason = whyNot(row, choice);
    if (reason !== null || row.version_id === null) {
      skipped.push({ id: row.id, reason: reason ?? "" });
      continue;
    }
    const onlyDestination = choice.from === "start" ? null : row.destination_id;
    // The newest of an event decides which version is its original one.
    wanted.set(JSON.stringify([row.event_id, row.pipeline_id, onlyDestination]), {
      eventId: row.event_id, pipelineId: row.pipeline_id, versionId: row.version_id, onlyDestination,
      destinations: onlyDestination === null ? row.destinations : 1,
    });
    taken.push(row.id);
  }
  if (wanted.size === 0) return { superseded: [], sends: 0, skipped };
  const plans = [...wanted.values()];
  const runs = await insertRuns(client, organizationId, plans);
  const superseded = new Set(await supersedeDeliveries(client, organizationId, runs.map((run, n) => ({ ...run, onlyDestination: plans[n]?.onlyDestination ?? null })), taken));
  return { superseded: taken.filter((id) => superseded.has(id)), sends: plans.reduce((sum, { destinations }) => sum + destinations, 0), skipped };
}

type ChosenRow = {
  id: string;
  event_id: string;
  pipeline_id: string;
  destination_id: string;
  has_event: boolean;
  pipeline: string | null;
  pipeline_status: string | null;
  version_id: string | null;
  destinations: number;
  has_destination: boolean;
  is_sending: boolean;
};

function whyNot(row: ChosenRow, { from }: ReplayChoice): string | null {
  if (row.is_sending) return "it is being sent right now";
  if (!row.has_event) return "its event is no longer stored";
  if (row.pipeline_status === null || row.pipeline_status === "archived") return "its pipeline was archived";
  if (row.version_id === null) return "its pipeline's version is no longer stored";
  if (from === "destination" && !row.has_destination) return `the current version of ${row.pipeline ?? row.pipeline_id} has no destination ${row.destination_id}`;
  return null;
}

/** Events before deliveries, as whoever runs an event again does: two of them must not wait for each other. */
async function lockChosen(client: Pick<pg.PoolClient, "query">, organizationId: string, ids: readonly string[], { version }: ReplayChoice): Promise<ChosenRow[]> {
  const { rows: events } = await client.query<{ event_id: string }>("SELECT DISTINCT event_id FROM deliveries WHERE organization_id = $1 AND id = ANY ($2)", [organizationId, ids]);
  await lockEvents(client, organizationId, events.map(({ event_id }) => event_id));
  const { rows } = await client.query<ChosenRow>(chosenSql, [organizationId, ids, version === "current"]);
  return rows;
}

const chosenSql = `
SELECT d.id, d.event_id, d.pipeline_id, d.destination_id, e.id IS NOT NULL AS has_event, p.slug AS pipeline, p.status AS pipeline_status, v.id AS version_id,
  coalesce(jsonb_array_length(v.definition -> 'destinations'), 0) AS destinations,
  coalesce(v.definition -> 'destinations' @> jsonb_build_array(jsonb_build_object('id', d.destination_id)), false) AS has_destination,
  EXISTS (SELECT 1 FROM attempts t WHERE t.delivery_id = coalesce(d.carried_by, d.id) AND t.status = 'sending') AS is_sending
FROM deliveries d
LEFT JOIN events e ON e.id = d.event_id AND e.organization_id = $1
LEFT JOIN pipelines p ON p.id = d.pipeline_id AND p.organization_id = $1
LEFT JOIN runs r ON r.id = d.run_id AND r.organization_id = $1
LEFT JOIN pipeline_versions v ON v.organization_id = $1 AND v.id = CASE WHEN $3 THEN p.active_version_id ELSE r.pipeline_version_id END
WHERE d.organization_id = $1 AND d.id = ANY ($2) AND d.status IN ('dead', 'held', 'retrying') AND d.superseded_by IS NULL
ORDER BY d.id FOR UPDATE OF d`;
