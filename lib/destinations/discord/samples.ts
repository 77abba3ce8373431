import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "http",
  accepted: { status: 200, body: '{"id":"1300","channel_id":"1200"}' },
  connections: (url) => [{ webhookUrl: `${url}/api/webhooks/1100/sample-webhook-token-000000` }, { botToken: "sample-bot-token-0000000000", apiBaseUrl: `${url}/api/v10` }],
  secrets: ["sample-webhook-token-000000", "sample-bot-token-0000000000"],
  badConnections: [{}, { webhookUrl: "https://discord.com/channels/1/2" }, { botToken: "short" }, { webhookUrl: "https://discord.com/api/webhooks/1/abc", botToken: "sample-bot-token-0000000000" }],
  targets: [{ channel: "1200", channelName: "#alerts" }, { channel: "1200", threadId: "1201" }],
  badTargets: [{ channel: "alerts" }, { channel: "1200", threadId: "x" }],
  templates: [
    undefined,
    {
      mode: "message",
      title: "Critical ticket $event.ticket_id",
      text: "**$event.subject**\n{{ $event.body | truncate: 600 }}",
      fields: [{ label: "Tier", value: "$event.customer_tier" }, { label: "Nothing", value: "$event.missing" }],
      buttons: [{ label: "Open event", url: "$event.meta.url" }],
      context: "Urgency $classify.urgency",
    },
    { mode: "json", body: '{ content: "Seats: $event.seats", embeds: [{ title: $event.subject, url: $event.meta.url, color: $event.seats, description: $event.missing }] }' },
  ],
  configs: [{}],
};
