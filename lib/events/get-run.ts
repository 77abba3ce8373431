import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { toDeliveryResource } from "./delivery-resource";
import { attemptsOf, deliveriesOf } from "./delivery-store";
import type { RunResource } from "./event-resource";
import { findRuns, stepRunsOf, type RunRow, type StepRunRow } from "./store";

/** Throws `not_found`, for another organization's as well. */
export async function getRun(db: Database, organizationId: string, id: string): Promise<RunResource> {
  const [run] = await runResources(db, organizationId, await findRuns(organizationId, db, { runId: id }));
  if (!run) throw new UserError("not_found", "There is no such run");
  return run;
}

/** Runs with their steps, deliveries and attempts, in three queries however many there are. */
export async function runResources(db: Database, organizationId: string, rows: RunRow[]): Promise<RunResource[]> {
  const runIds = rows.map((row) => row.id);
  const [steps, deliveries] = await Promise.all([stepRunsOf(organizationId, db, runIds), deliveriesOf(organizationId, db, { runIds })]);
  const attempts = await attemptsOf(organizationId, db, deliveries.map((delivery) => delivery.id));
  return rows.map((row) => ({
    id: row.id,
    event_id: row.event_id,
    pipeline_id: row.pipeline_id,
    pipeline: row.pipeline_slug,
    pipeline_name: row.pipeline_name,
    version: row.pipeline_version,
    replay: row.replay,
    only_destination: row.only_destination,
    status: row.status,
    reason: row.reason,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
    steps: steps.filter((step) => step.run_id === row.id).map(toStepRun),
    deliveries: deliveries.filter((delivery) => delivery.run_id === row.id).map((delivery) => toDeliveryResource(delivery, attempts)),
  }));
}

function toStepRun({ run_id: _, position: __, started_at, ...rest }: StepRunRow) {
  return { ...rest, started_at: started_at.toISOString() };
}
