import fc from "fast-check";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject, RedactionPlan, RunContext } from "../context";

/** A run's context for tests. */
export function sampleContext(payload: Json, values: JsonObject = {}, redactions: RedactionPlan[] = []): RunContext {
  return {
    event: {
      id: "evt_01",
      type: "support.ticket.created",
      received_at: "2026-11-23T10:00:00.000Z",
      occurred_at: "2026-11-23T09:59:58.000Z",
      payload,
      meta: { source: "default", url: "http://localhost:3000/events/evt_01", idempotency_key: "T-1" },
    },
    values,
    redactions,
  };
}

/** Any JSON value, with keys and texts that templates and receivers find hard. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<Json>(null, true, false, 0, -1, 4900, 1e21, "", "12", "2026-01-01T00:00:00Z", "<!channel>", "`", "\ud800", "{{ x }}", "$event.id"),
    fc.string({ unit: "grapheme" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom("a", "b", "__proto__", "constructor", "odd key"), fc.string()), tie("json"), { maxKeys: 4 }),
  ),
})).json;
