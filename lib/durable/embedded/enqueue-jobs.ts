import type pg from "pg";
import { createBatchWriter } from "../../adapters/postgres/batch-writer";
import type { TriggerEvent } from "../contract";
import { enqueueJobsSql, triggerEventColumns, triggerEventJson } from "./enqueue-sql";

export type JobEnqueuer = {
  /**
   * Stores the events as jobs, all or none, and resolves after the commit: one job id an event, null where a job with
   * the same name and key exists. Concurrent calls share a commit. Nothing starts until somebody is woken.
   */
  enqueue(events: TriggerEvent[]): Promise<(string | null)[]>;
  settled(): Promise<void>;
};

export function createJobEnqueuer(pool: pg.Pool): JobEnqueuer {
  const writer = createBatchWriter<TriggerEvent[], (string | null)[]>({
    concurrentFlushes: 2,
    itemsMax: 1_000,
    flush: (calls) => insert(pool, calls),
  });
  return {
    async enqueue(events) {
      if (events.length === 0) return [];
      // Checked before queueing: what is wrong with one call must not reach the others' statement.
      events.forEach((event, index) => triggerEventJson(event, index));
      return writer.write(events);
    },
    settled: () => writer.settled(),
  };
}

const insertSql = `WITH given AS (
    SELECT x.*, to_timestamp(x.due_ms / 1000) AS due FROM json_to_recordset($1::json) AS x(${triggerEventColumns})
  ) ${enqueueJobsSql("given")}`;

async function insert(pool: pg.Pool, calls: TriggerEvent[][]): Promise<(string | null)[][]> {
  const rows = calls.flat().map((event, index) => triggerEventJson(event, index));
  const inserted = await pool.query<{ id: string; trigger: string; key: string }>({
    name: "engine-enqueue",
    text: insertSql,
    values: [`[${rows.join(",")}]`],
  });
  const ids = new Map(inserted.rows.map((row) => [`${row.trigger}\n${row.key}`, row.id]));
  return calls.map((events) =>
    events.map((event) => {
      const name = `${event.name}\n${event.key}`;
      const id = ids.get(name) ?? null;
      ids.delete(name);
      return id;
    }),
  );
}
