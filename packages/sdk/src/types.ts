/**
 * The events you send, by type. Empty here; declare yours and calls are checked:
 *
 *     declare module "@ingestlayer/sdk" {
 *       interface EventMap { "user.signed_up": { user_id: string; plan: "free" | "pro" } }
 *     }
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- an interface, because only those can be augmented
export interface EventMap {}

/** The payload of a declared type; any JSON object for the others. */
export type PayloadOf<Type extends string> = Type extends keyof EventMap ? EventMap[Type] : Record<string, unknown>;

export type IngestOptions = {
  /** The same key within the source's window (24 h by default) stores one event and answers its id again. */
  idempotencyKey?: string;
  /** When it happened, if not now. A string is ISO 8601, a number milliseconds since 1970. */
  timestamp?: Date | string | number;
  /** Ends the call, retries included. */
  signal?: AbortSignal;
};

export type BatchEntry<Type extends string = string> = {
  type: Type;
  payload: PayloadOf<Type>;
  idempotencyKey?: string;
  timestamp?: Date | string | number;
};

/** Each entry is checked by its own type. */
export type BatchEntries<Types extends readonly string[]> = { readonly [Place in keyof Types]: BatchEntry<Types[Place]> };

/** One place in a payload that does not fit its schema. */
export type SchemaProblem = { path: string; message: string };

export type IngestResult = {
  /** `evt_…`. */
  id: string;
  type: string;
  /** An event with this key was there already: `id` is that one's. */
  duplicate: boolean;
  /** Where it does not fit its schema, if that only warns. */
  problems?: SchemaProblem[];
};

export type Rejected = {
  /** The entry's place in what you passed. */
  index: number;
  code: string;
  message: string;
  /** The field, as in `events[3].type`. */
  path?: string;
  /** Every place that does not fit its schema. */
  problems?: SchemaProblem[];
};

export type BatchResult = { events: (IngestResult & { index: number })[]; rejected: Rejected[] };

export type Options = {
  /** `il_live_…`; the environment's `INGESTLAYER_KEY` otherwise. */
  apiKey?: string;
  /** Where Ingestlayer listens; `INGESTLAYER_URL` or http://127.0.0.1:3000 otherwise. */
  baseUrl?: string;
  fetch?: typeof fetch;
  /** For one try. 10,000 ms by default. */
  timeoutMs?: number;
  /** Further tries after network faults, 429 and 5xx. 3 by default. */
  maxRetries?: number;
};
