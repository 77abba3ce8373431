import type { Json } from "@/lib/durable/contract";

export type JsonObject = { [key: string]: Json };

/** The event as a run sees it. Times are ISO 8601 in UTC with milliseconds. */
export type EventView = {
  id: string;
  type: string;
  received_at: string;
  occurred_at: string;
  payload: Json;
  meta: {
    /** The source's slug. */
    source: string;
    /** The event's page in the dashboard. */
    url: string;
    idempotency_key: string | null;
  };
};

/**
 * What refs read. Immutable: a step answers with a patch. `$event.<name>` reads EventView first and the payload for any
 * other name; `$classify.x`, `$enrich.x`, `$entity.x`, `$summarize.text`, `$translate.text`, `$output` read `values`.
 */
export type RunContext = {
  event: EventView;
  /** Written by steps: `classify`, `summarize`, `translate`, `enrich`, `entity`, `output`. */
  values: JsonObject;
  /** Where redact.pii found personal data; never the values. Empty until a redact.pii step ran. */
  redactions: RedactionPlan[];
  /** `$output` as each redacted view sees it, by `viewKey`; absent until both a redaction and a transform ran. */
  outputs?: Record<string, Json>;
  /** Names of the payload's declared fields in the schema's order, for default messages; absent where its type is not declared. */
  fieldOrder?: string[];
};

/** What one redact.pii step found and what each column does about it. */
export type RedactionPlan = {
  stepId: string;
  findings: RedactionFinding[];
  /**
   * Column name → detector → mode. `default` always exists; a column named as a destination's id is that one's, and
   * a detector it leaves out is treated as in `default`. A detector that `default` leaves out is kept there.
   */
  columns: Record<string, Record<string, RedactionMode>>;
};

export type RedactionFinding = {
  /** Which part of the raw context `path` starts in: `event.payload`, `values` or `event.meta`. */
  root: "payload" | "values" | "meta";
  /** To a string, or to a number or boolean, which is then read as its text. */
  path: (string | number)[];
  /** UTF-16 range [start, end) in the raw text at `path`, whatever other plans found there. */
  start: number;
  end: number;
  detector: string;
  /** Set when the range is in the text of the key that `path` ends with, not in its value. */
  isKey?: boolean;
  /**
   * HMAC of the found text under a key of the organization, lowercase hex, so that equal values give equal tokens. Empty
   * when no column hashes this detector.
   */
  hash: string;
};

export const redactionModes = ["mask", "hash", "remove", "keep"] as const;
export type RedactionMode = (typeof redactionModes)[number];

/** Who reads: `raw` for what stays inside (conditions, upsert.entity), else one destination's view, or the strictest. */
export type ContextView = { kind: "raw" } | { kind: "destination"; id: string } | { kind: "strictest" };

/**
 * `values` are merged one level deep: { classify: { urgency: "low" } } keeps the other dimensions. A pure step that answers
 * with a `redaction` is run again whenever a later step writes values, and its plan replaced.
 */
export type ContextPatch = { values?: JsonObject; redaction?: RedactionPlan };
