import type { RunContext } from "@/lib/pipeline/context";
import type { DestinationKind } from "./catalog";

export type DestinationSamples = {
  /** Valid, for a server at this address; every secret in them is one of `secrets`. */
  connections(url: string): unknown[];
  secrets: string[];
  /** Names a problem each. */
  badConnections: unknown[];
  targets: unknown[];
  badTargets: unknown[];
  /** Undefined is the kind's default message. */
  templates: unknown[];
  configs: unknown[];
};

export const sampleContext: RunContext = {
  event: {
    id: "evt_01JSAMPLE0000000000000000A",
    type: "support.ticket.created",
    received_at: "2026-03-04T05:06:07.890Z",
    occurred_at: "2026-03-04T05:06:07.000Z",
    payload: {
      ticket_id: "T-1042",
      subject: "Payments <fail> & nobody answers",
      body: "Since 9:00 every payment ends with a 502.",
      customer_tier: "enterprise",
      seats: 250,
      is_trial: false,
      tags: ["billing", "urgent"],
    },
    meta: { source: "default", url: "https://ingestlayer.example/events/evt_01JSAMPLE0000000000000000A", idempotency_key: null },
  },
  values: { classify: { urgency: "critical" } },
  redactions: [],
};

export const destinationSamples: { [Kind in DestinationKind]: DestinationSamples } = {
  slack: {
    connections: (url) => [{ botToken: "xoxb-sample-conformance-token", apiBaseUrl: `${url}/api/` }],
    secrets: ["xoxb-sample-conformance-token"],
    badConnections: [{}, { botToken: "xoxp-a-person" }, { botToken: "xoxb-1", apiBaseUrl: "slack" }, { botToken: "xoxb-1", tokn: "x" }],
    targets: [{ channel: "#alerts" }, { channel: "C0SANDALERT", channelName: "alerts" }],
    badTargets: [{}, { channel: "alerts" }, { channel: "#two words" }],
    templates: [
      undefined,
      {
        mode: "message",
        title: "Critical ticket $event.ticket_id",
        text: "*$event.subject*\n{{ $event.body | truncate: 600 }}",
        fields: [{ label: "Tier", value: "$event.customer_tier" }, { label: "Nothing", value: "$event.missing" }],
        buttons: [{ label: "Open event", url: "$event.meta.url", style: "primary" }],
        context: "Urgency $classify.urgency",
        fallback: "Critical ticket $event.ticket_id: $event.subject",
      },
      { mode: "blocks", blocks: '[{ type: "section", text: { type: "mrkdwn", text: "Seats: $event.seats <$event.meta.url|open>" } }, { type: "divider" }]', fallback: "Ticket $event.ticket_id" },
    ],
    configs: [{}, { unfurl: true }],
  },
  webhook: {
    connections: (url) => [
      { url: `${url}/hook?key=sample-query-key`, auth: "none" },
      { url: `${url}/hook`, auth: "bearer", token: "sample-bearer-token", headers: { "X-Api-Key": "sample-header-key" } },
      { url: `${url}/hook`, auth: "hmac", signingSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
    ],
    secrets: ["sample-query-key", "sample-bearer-token", "sample-header-key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    badConnections: [
      {}, { url: "ftp://example.com" }, { url: "https://example.com", auth: "bearer" }, { url: "https://example.com", auth: "hmac", signingSecret: "short" },
      { url: "https://example.com", auth: "none", headers: { Host: "evil" } }, { url: "https://example.com", auth: "none", headers: { "X-A": "a\r\nX-B: b" } },
    ],
    targets: [{}],
    badTargets: [{ channel: "#alerts" }],
    templates: [undefined, { mode: "json", body: '{ id: $event.id, "urgency": "$classify.urgency", text: "Ticket $event.ticket_id" }' }],
    configs: [{}],
  },
};
