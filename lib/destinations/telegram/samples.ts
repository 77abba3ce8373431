import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "http",
  accepted: { status: 200, body: '{"ok":true,"result":{"message_id":7,"chat":{"id":-1001234,"type":"supergroup"}}}' },
  connections: (url) => [{ botToken: "123456:sample-telegram-token-000", apiBaseUrl: url }],
  secrets: ["123456:sample-telegram-token-000"],
  badConnections: [{}, { botToken: "123456" }, { botToken: "abc:sample-telegram-token-000" }, { botToken: "123456:sample-telegram-token-000", apiBaseUrl: "telegram" }],
  targets: [{ chat: "-1001234", chatName: "Alerts" }, { chat: "@alerts", threadId: 3 }],
  badTargets: [{}, { chat: "alerts" }, { chat: "@x" }, { chat: "1", threadId: -1 }],
  templates: [
    undefined,
    {
      mode: "message",
      title: "Critical ticket $event.ticket_id",
      text: "<b>$event.subject</b>\n{{ $event.body | truncate: 600 }}",
      fields: [{ label: "Tier", value: "$event.customer_tier" }, { label: "Nothing", value: "$event.missing" }],
      buttons: [{ label: "Open event", url: "$event.meta.url" }],
      context: "Urgency $classify.urgency",
    },
    { mode: "html", text: 'Seats: <code>$event.seats</code> <a href="$event.meta.url">open</a>' },
  ],
  configs: [{}, { silent: true, previews: true }],
};
