import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";

/** A step shown at work: for the palette, the docs and the conformance suite, which runs it. */
export type StepSample = {
  /** What it shows, in a few words. */
  name: string;
  /** As written in a definition. */
  config: Json;
  payload: Json;
  idempotencyKey?: string;
  /** What steps before it wrote. */
  values?: JsonObject;
  expect:
    | { kind: "continue"; values?: JsonObject; /** The payload as destinations without a column of their own see it. */ seen?: Json }
    | { kind: "drop"; reason: string };
};
