import { z } from "zod";
import { UpstreamError } from "@/lib/errors";
import type { RelayedJob } from "@/lib/durable/relay/relay-jobs";
import type { InngestSettings } from "./settings";

export type SendOptions = Pick<InngestSettings, "eventKey" | "baseUrl"> & { fetch?: typeof globalThis.fetch };

const cloudUrl = "https://inn.gs";
/** A server takes 5,000 events a request and, unless told otherwise, 512 KB an event: both with a margin. */
const eventsMax = 1_000;
const bodyBytesMax = 400 * 1024;
const timeoutMs = 20_000;

const answerSchema = z.object({ ids: z.array(z.string()), status: z.literal(200) });

/**
 * Hands jobs to Inngest's event API, in as many requests as they need. Each event's id is its job's, by which Inngest
 * drops what it has had within a day: sending again after a lost answer is safe. Without the SDK, which would cost every
 * process 65 MB of memory for one POST.
 */
export function createSendToInngest({ eventKey, baseUrl, fetch = globalThis.fetch }: SendOptions): (jobs: RelayedJob[]) => Promise<void> {
  const url = new URL(`e/${encodeURIComponent(eventKey)}`, baseUrl ?? cloudUrl);

  return async function sendToInngest(jobs) {
    for (const batch of inBatches(jobs.map(toEvent))) await post(batch);
  };

  async function post(events: string[]): Promise<void> {
    // Neither error may quote the address: it holds the key.
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `[${events.join(",")}]`,
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new UpstreamError("Inngest's event API did not answer", undefined, { cause: error });
    });
    const text = await response.text();
    const answer = response.ok ? answerSchema.safeParse(parseJson(text)) : undefined;
    if (answer?.success && answer.data.ids.length === events.length) return;
    throw new UpstreamError(`Inngest's event API answered HTTP ${response.status} to ${events.length} events: ${text.slice(0, 200)}`);
  }
}

function toEvent({ id, trigger, data }: RelayedJob): string {
  return JSON.stringify({ id, name: trigger, data });
}

function inBatches(events: string[]): string[][] {
  const batches: string[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const size = Buffer.byteLength(event) + 1;
    const last = batches.at(-1);
    if (last && last.length < eventsMax && bytes + size <= bodyBytesMax) {
      last.push(event);
      bytes += size;
    } else {
      batches.push([event]);
      bytes = size;
    }
  }
  return batches;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
