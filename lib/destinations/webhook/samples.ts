import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "http",
  accepted: { status: 200, body: '' },
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
};
