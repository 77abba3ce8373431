import type pg from "pg";
import { defineFunction } from "../../contract";
import type { DurableFunction, Json } from "../../contract";

export const effectsTable = `CREATE TABLE effects (who text, job text, step text, at timestamptz DEFAULT clock_timestamp());
  CREATE TABLE gates (name text)`;

/** Functions that two processes run alike, each leaving its name with every effect. */
export function effectFunctions(pool: pg.Pool, who: string): DurableFunction[] {
  const leave = async (job: string, step: string): Promise<Json> => {
    await pool.query("INSERT INTO effects (who, job, step) VALUES ($1, $2, $3)", [who, job, step]);
    return who;
  };
  return [
    defineFunction({
      id: "four-steps",
      trigger: "test/four-steps",
      retries: 0,
      handler: async ({ step, jobId }) => {
        for (const id of ["a", "b", "c", "d"]) await step.run(id, () => leave(jobId, id));
        await step.sendEvent("tell", [{ name: "test/told", key: `${jobId}`, data: null }]);
      },
    }),
    defineFunction({
      id: "told",
      trigger: "test/told",
      retries: 0,
      handler: async ({ step, jobId }) => void (await step.run("told", () => leave(jobId, "told"))),
    }),
    defineFunction({
      id: "gated",
      trigger: "test/gated",
      retries: 0,
      handler: async ({ step, jobId }) => {
        await step.run("first", async () => {
          await leave(jobId, "first");
          while ((await pool.query("SELECT 1 FROM gates WHERE name = $1", [who])).rowCount === 0) {
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
          return who;
        });
        await step.run("second", () => leave(jobId, "second"));
      },
    }),
  ];
}
