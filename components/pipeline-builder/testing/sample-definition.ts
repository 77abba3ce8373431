import { type PipelineDefinition } from "@/lib/pipeline/definition";

/** One source, classify → filter → redact, Slack and a webhook with a `when`; what a test changes is laid over it. */
export function sampleDefinition(changes: Partial<PipelineDefinition> = {}): PipelineDefinition {
  return {
    version: 1,
    slug: "escalations",
    name: "Escalations",
    sources: [{ source: "default", match: "support.ticket.created" }],
    steps: [
      { id: "urgency", kind: "classify", config: { model: "keyword", dimension: "urgency", input: ["$event.body"], labels: [{ name: "critical", rules: { words: ["down"] } }, { name: "low", rules: { words: ["*"] } }] } },
      { id: "only-critical", kind: "filter.match", config: { where: { combinator: "and", conditions: [{ field: "$classify.urgency", op: "==", value: "critical" }] } } },
      { id: "strip-pii", kind: "redact.pii", config: { fields: ["body"], columns: { default: { email: "mask" }, archive: { email: "hash" } } } },
    ],
    destinations: [
      { id: "on-call", kind: "slack", connection: "acme-slack", target: { channel: "#alerts" }, onAmbiguous: "resend", config: {} },
      {
        id: "archive", kind: "webhook", connection: "archive-hook", target: {}, onAmbiguous: "resend", config: {},
        when: { combinator: "and", conditions: [{ field: "$event.customer_tier", op: "in", value: ["pro", "enterprise"] }] },
      },
    ],
    ...changes,
  };
}
