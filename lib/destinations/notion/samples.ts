import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "http",
  accepted: { status: 200, body: '{"object":"list","results":[{"object":"block","id":"b1"}]}' },
  connections: (url) => [{ token: "ntn_sample_notion_token_00", apiBaseUrl: url }],
  secrets: ["ntn_sample_notion_token_00"],
  badConnections: [{}, { token: "abc" }, { token: "ntn_sample_notion_token_00", apiBaseUrl: "notion" }],
  targets: [
    { kind: "page", id: "0a4c2a1e6f0f4a598f8c0d3b7c3f8f11", name: "Runbook" },
    { kind: "database", id: "https://www.notion.so/acme/Tickets-0a4c2a1e6f0f4a598f8c0d3b7c3f8f12?v=1" },
  ],
  badTargets: [{}, { kind: "table", id: "x" }, { kind: "page" }],
  templates: [
    undefined,
    {
      mode: "message",
      title: "Critical ticket $event.ticket_id",
      text: "$event.subject\n{{ $event.body | truncate: 600 }}",
      fields: [{ label: "Tier", value: "$event.customer_tier" }, { label: "Nothing", value: "$event.missing" }],
      buttons: [{ label: "Open event", url: "$event.meta.url" }],
      context: "Urgency $classify.urgency",
    },
  ],
  configs: [{}],
};
