/** A destination that works: it posts JSON to the connection's address. To be made into what is wanted. */
export function destinationFiles({ name, camel, pascal }) {
  const title = pascal;
  return {
    "schemas.ts": `import { z } from "zod";
import { field } from "@/lib/schema-form/field";

export const ${camel}Connection = z.strictObject({
  url: field.url({ label: "Address", placeholder: "https://api.example.com/messages" }),
  token: field.secret({ label: "Token" }, z.string().min(8).max(500).regex(/^[\\x21-\\x7e]+$/, "expected visible ASCII characters without spaces")),
});

export const ${camel}Target = z.strictObject({
  channel: field.text({ label: "Channel" }, 100).min(1, "expected a channel"),
});

export const ${camel}Template = z.strictObject({
  mode: field.select({ label: "Message" }, ["text"], { text: "Text" }),
  text: field.template({ label: "Text" }),
});

export const ${camel}Config = z.strictObject({});

export type ${pascal}Connection = z.infer<typeof ${camel}Connection>;
export type ${pascal}Target = z.infer<typeof ${camel}Target>;
export type ${pascal}Template = z.infer<typeof ${camel}Template>;
export type ${pascal}Config = z.infer<typeof ${camel}Config>;
`,
    "render.ts": `import type { RunContext } from "@/lib/pipeline/context";
import { escapeNone } from "@/lib/pipeline/escape";
import { printRef } from "@/lib/pipeline/refs";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import { cutNoted } from "../cut-to";
import { scalarFields } from "../scalar-fields";
import type { ${pascal}Config, ${pascal}Target, ${pascal}Template } from "./schemas";

/** Of a text. Its source in the vendor's documentation belongs here. */
export const textMax = 2000;

export function render${pascal}({ template, context }: RenderInput<${pascal}Template, ${pascal}Config, ${pascal}Target>): Rendered | RenderRefusal {
  const fields = scalarFields(context).map(([label, value]) => \`\${label}: \${value}\`);
  const text = template === undefined ? [context.event.type, ...fields].join("\\n") : renderProse(proseOf(template.text), context, escapeNone);
  const fitted = cutNoted("the text", text.trim() || context.event.type, textMax);
  return { message: { text: fitted.text }, cuts: fitted.cut === null ? [] : [fitted.cut] };
}

/** What a person starts from who changes the default message. */
export function starter${pascal}(context: RunContext): ${pascal}Template {
  const names = scalarFields(context).map(([name]) => name);
  return { mode: "text", text: ["$event.type", ...names.map((name) => \`\${name}: \${printRef({ root: "event", path: ["payload", name] })}\`)].join("\\n") };
}
`,
    "deliver.ts": `import type { HttpOutcome, HttpRequest } from "@/lib/ports/ports";
import { classifyHttp } from "../classify-http";
import type { DeliverInput, DeliveryOutcome, DestinationAccount, HttpDestination } from "../contract";
import type { ${pascal}Config, ${pascal}Connection, ${pascal}Target } from "./schemas";

export const ${camel}Delivery: HttpDestination<${pascal}Connection, ${pascal}Target, ${pascal}Config> = { buildRequest, classifyResponse };

export const ${camel}Account: DestinationAccount<${pascal}Connection, ${pascal}Target> = {
  async testConnection({ url }, { http }) {
    const outcome = await http.send({ method: "GET", url, headers: {}, timeoutMs: 10_000, bodyBytesMax: 1024 });
    if (outcome.kind !== "response") return { ok: false, code: outcome.kind, detail: outcome.detail };
    return { ok: true, summary: \`\${new URL(url).host} answers\`, facts: {}, missingScopes: [] };
  },
};

function buildRequest({ message, connection, target, deliveryId }: DeliverInput<${pascal}Connection, ${pascal}Target, ${pascal}Config>): HttpRequest {
  return {
    method: "POST",
    url: connection.url,
    headers: { "content-type": "application/json", authorization: \`Bearer \${connection.token}\`, "idempotency-key": deliveryId },
    body: JSON.stringify({ channel: target.channel, message }),
    timeoutMs: 10_000,
    bodyBytesMax: 16 * 1024,
  };
}

function classifyResponse(outcome: HttpOutcome, nowMs: number): DeliveryOutcome {
  return classifyHttp("${title}", outcome, nowMs) ?? { status: "delivered", receipt: {} };
}
`,
    "definition.ts": `import { defineDestination } from "../contract";
import { explainVendor } from "../explain-vendor";
import { render${pascal}, starter${pascal}, textMax } from "./render";
import { ${camel}Config, ${camel}Connection, ${camel}Target, ${camel}Template } from "./schemas";

export const ${camel}Destination = defineDestination({
  id: "${name}",
  version: 1,
  title: "${title}",
  summary: "Post to the channels of ${title}.",
  connection: ${camel}Connection,
  target: ${camel}Target,
  template: ${camel}Template,
  config: ${camel}Config,
  limits: { text: textMax },
  targetNoun: { one: "channel", many: "channels" },
  anyTarget: { channel: "channel" },
  describeTarget: ({ channel }) => (typeof channel === "string" ? channel : ""),
  render: render${pascal},
  starterTemplate: starter${pascal},
  explainFailure: (code) => explainVendor("${title}", code),
  throttle: { limit: 1, periodMs: 1000 },
  // One message a second and channel, until the vendor's own numbers stand here.
  pace: (connectionId, { channel }) => ({ lane: { key: \`${name}:\${connectionId}:\${channel}\`, periodMs: 1000 }, budgets: [] }),
});
`,
    "samples.ts": `import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "http",
  accepted: { status: 200, body: "{}" },
  connections: (url) => [{ url: \`\${url}/messages\`, token: "sample-${name}-token" }],
  secrets: ["sample-${name}-token"],
  badConnections: [{}, { url: "ftp://example.com", token: "sample-${name}-token" }, { url: "https://example.com", token: "short" }],
  targets: [{ channel: "alerts" }],
  badTargets: [{}, { channel: "" }],
  templates: [undefined, { mode: "text", text: "Ticket $event.ticket_id for $event.customer_tier" }],
  configs: [{}],
};
`,
    [`${name}.test.ts`]: `import { expect, test } from "vitest";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";

test("says what the template says", () => {
  const rendered = renderMessage("${name}", { target: { channel: "alerts" }, template: { mode: "text", text: "Ticket $event.ticket_id" }, config: {}, context: sampleContext });
  expect(rendered).toEqual({ message: { text: "Ticket T-1042" }, cuts: [] });
});
`,
  };
}
