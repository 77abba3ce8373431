type PipelineRun = { id: string; pipeline_id: string; deliveries: Record<string, number> };

/** The newest run of each pipeline: what an event's row tells of, whatever replays came before. */
export function latestRuns<T extends PipelineRun>(runs: readonly T[]): T[] {
  const latest = new Map<string, T>();
  for (const run of runs) {
    const known = latest.get(run.pipeline_id);
    if (!known || run.id > known.id) latest.set(run.pipeline_id, run);
  }
  return [...latest.values()];
}

export function sumDeliveries(runs: readonly PipelineRun[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { deliveries } of runs) for (const [status, count] of Object.entries(deliveries)) sum[status] = (sum[status] ?? 0) + count;
  return sum;
}
