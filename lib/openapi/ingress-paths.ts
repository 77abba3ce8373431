import type { JsonSchema, Operation } from "./openapi-document";

const tags = ["Ingest"];
const key = [{ key: [] }];
const text: JsonSchema = { type: "string" };
const problem: JsonSchema = { type: "object", properties: { path: text, message: text } };

const event: JsonSchema = {
  type: "object",
  required: ["type", "payload"],
  additionalProperties: false,
  properties: {
    type: { type: "string", minLength: 1, maxLength: 200, examples: ["user.signed_up"] },
    payload: { type: "object", description: "At most 256 KiB of JSON, 64 levels deep." },
    idempotencyKey: { type: "string", maxLength: 255, description: "The same key of the same source, within its window, is the same event." },
    timestamp: { description: "When it happened: ISO 8601, or milliseconds since 1970. Now unless given.", type: ["string", "number"] },
  },
};

const verdicts: JsonSchema = {
  type: "object",
  required: ["data"],
  properties: {
    data: {
      type: "object",
      required: ["events", "rejected"],
      properties: {
        events: {
          type: "array",
          items: { type: "object", required: ["index", "id", "type", "duplicate"], properties: { index: { type: "integer" }, id: text, type: text, duplicate: { type: "boolean" }, problems: { type: "array", items: problem, description: "Where it does not fit a schema that only warns." } } },
        },
        rejected: { type: "array", items: { type: "object", required: ["index", "code", "message"], properties: { index: { type: "integer" }, code: text, message: text, path: text, problems: { type: "array", items: problem } } } },
      },
    },
  },
};

const agentRun: JsonSchema = {
  type: "object",
  properties: {
    data: {
      type: "object",
      properties: { run_id: text, event_id: text, status: text, reason: { type: ["string", "null"] }, payload: { description: "As the steps left it, redacted as strictly as any destination sees it; null until then." }, values: { type: "object" }, poll_url: text },
    },
  },
};

const json = (schema: JsonSchema) => ({ "application/json": { schema } });
const failure = { description: "What was wrong", content: json({ $ref: "#/components/schemas/Error" }) };
const accepted = { description: "Stored: it survives a crash of anything from now on", content: json(verdicts) };
const limited = { description: "A limit refused it; `Retry-After` says in how many seconds it may come again", content: json({ $ref: "#/components/schemas/Error" }) };

/** The ways in, which parse by hand what the other routes parse by schema. */
export const ingressPaths: Record<string, Record<string, Operation>> = {
  "/v1/ingest": {
    post: {
      operationId: "postIngest",
      summary: "Send events",
      description: "One event, or up to 500 in `events`, at most 1 MiB. Each is judged by itself: 202 where at least one was stored. CloudEvents 1.0 are taken in all three modes.",
      tags,
      security: key,
      "x-scope": "ingest",
      parameters: [{ name: "traceparent", in: "header", required: false, schema: text, description: "W3C trace context, carried to outgoing webhooks." }],
      requestBody: { required: true, content: json({ oneOf: [event, { type: "object", required: ["events"], additionalProperties: false, properties: { events: { type: "array", minItems: 1, maxItems: 500, items: event } } }] }) },
      responses: { 202: accepted, 429: limited, default: failure },
    },
  },
  "/v1/batch": { post: segment("postBatch", "Send Segment messages", { type: "object", required: ["batch"], properties: { batch: { type: "array", minItems: 1, maxItems: 500, items: { type: "object" } } } }) },
  "/v1/track": { post: segment("postTrack", "Send one Segment message", { type: "object", required: ["event"], properties: { event: text, properties: { type: "object" }, messageId: text, timestamp: text } }) },
  "/v1/agent/invoke/{pipelineId}": {
    post: {
      operationId: "postAgentInvoke",
      summary: "Run a pipeline as an agent",
      description: "With an agent's own key, `ag_live_…`, which names the pipelines it may run. `?wait=true` holds the answer, up to 25 s, until the steps are done.",
      tags: ["Agents"],
      security: [{ agent: [] }],
      parameters: [
        { name: "pipelineId", in: "path", required: true, schema: text },
        { name: "wait", in: "query", required: false, schema: { type: "boolean" } },
      ],
      requestBody: { required: true, content: json({ ...event, required: ["payload"] }) },
      responses: { 200: { description: "The run is over", content: json(agentRun) }, 202: { description: "It runs: ask `poll_url`", content: json(agentRun) }, default: failure },
    },
  },
  "/v1/agent/runs/{id}": {
    get: {
      operationId: "getAgentRun",
      summary: "Read a run as an agent",
      tags: ["Agents"],
      security: [{ agent: [] }],
      parameters: [{ name: "id", in: "path", required: true, schema: text }],
      responses: { 200: { description: "The run is over", content: json(agentRun) }, 202: { description: "It still runs", content: json(agentRun) }, default: failure },
    },
  },
  "/whk/{token}": {
    post: {
      operationId: "postWebhook",
      summary: "Call a webhook source",
      description: "The body, JSON or a form, is the payload; a text `type` in it the event's type. The source's own way of signing lets the call in.",
      tags,
      security: [],
      parameters: [
        { name: "token", in: "path", required: true, schema: text },
        { name: "X-Ingest-Idempotency-Key", in: "header", required: false, schema: text },
      ],
      requestBody: { required: true, content: { ...json({ type: "object" }), "application/x-www-form-urlencoded": { schema: { type: "object" } } } },
      responses: { 202: accepted, 429: limited, default: failure },
    },
  },
};

function segment(operationId: string, summary: string, body: JsonSchema): Operation {
  return {
    operationId,
    summary,
    description: "In the shape of Segment's HTTP tracking API; the write key, as the user of Basic authentication, is one of our keys.",
    tags,
    security: key,
    "x-scope": "ingest",
    requestBody: { required: true, content: json(body) },
    responses: { 200: { description: "Stored", content: json({ type: "object", properties: { success: { const: true } } }) }, 429: limited, default: failure },
  };
}
