import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "own",
  connections: () => [{ host: "smtp.example.com", port: 587, security: "starttls", user: "events", password: "sample-smtp-password", fromAddress: "events@example.com", fromName: "Events" }],
  secrets: ["sample-smtp-password"],
  badConnections: [{}, { host: "smtp.example.com", port: 0, fromAddress: "a@b.io" }, { host: "smtp.example.com", port: 25, fromAddress: "nobody" }, { host: "a b", port: 25, fromAddress: "a@b.io" }],
  targets: [{ to: ["team@example.com"] }, { to: ["$event.email", "ops@example.com"], replyTo: "help@example.com" }],
  badTargets: [{}, { to: [] }, { to: "team@example.com" }],
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
  ],
  configs: [{}],
};
