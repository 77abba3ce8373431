import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "http",
  accepted: { status: 200, body: '{"ok":true,"channel":"C1","ts":"1.2"}' },
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
};
