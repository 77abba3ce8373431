import { z } from "zod";
import type { JsonObject } from "@/lib/pipeline/context";

/** Which event a pipeline is tried on: a stored one, one put together for a type, or one that was typed. */
export type SampleChoice =
  | { kind: "event"; eventId: string }
  | { kind: "sample"; type: string }
  | { kind: "json"; type: string; text: string };

/** What the API is asked to run. */
export type TestEvent = { event_id: string } | { type: string; payload: JsonObject; source?: string };

const choiceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("event"), eventId: z.string() }),
  z.object({ kind: z.literal("sample"), type: z.string() }),
  z.object({ kind: z.literal("json"), type: z.string(), text: z.string() }),
]);

/** Where this browser keeps a pipeline's choice. */
export const choiceKey = (pipelineId: string) => `ingestlayer.sample.${pipelineId}`;

export function readChoice(stored: string | null): SampleChoice | null {
  if (stored === null) return null;
  try {
    return choiceSchema.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}

const payloadSchema = z.record(z.string(), z.json());

/** The payload that was typed, or in words why it is none. */
export function parsePayload(text: string): { payload: JsonObject } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : "This is no JSON." };
  }
  const parsed = payloadSchema.safeParse(value);
  return parsed.success ? { payload: parsed.data } : { problem: "A payload is a JSON object: { … }." };
}
