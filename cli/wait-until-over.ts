import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { oneOf, type ApiClient } from "./api-client";
import type { CliIo } from "./command";

const POLL_EVERY_MS = 1000;

const jobSchema = z.looseObject({ id: z.string(), status: z.string(), reason: z.string().nullable() });
export type Job = z.infer<typeof jobSchema>;

/** Asks for a job until it is over or Ctrl-C ends the wait, which leaves the job as it is. */
export async function waitUntilOver<T extends Job>(api: ApiClient, io: CliIo, path: string, schema: z.ZodType<T>, describe: (job: T) => string): Promise<T> {
  for (let said = ""; ; ) {
    const { data } = await api.call(oneOf(schema), "GET", path);
    if (data.status !== "running" || io.signal.aborted) return data;
    const words = describe(data);
    if (words !== said) io.note(words);
    said = words;
    await sleep(POLL_EVERY_MS, undefined, { signal: io.signal }).catch(() => undefined);
  }
}
