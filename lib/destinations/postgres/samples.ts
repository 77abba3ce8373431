import type { DestinationSamples } from "../sample";

export const samples: DestinationSamples = {
  transport: "own",
  connections: () => [{ url: "postgres://writer:sample-database-password@db.example.com:5432/app", tls: "verify" }],
  secrets: ["sample-database-password"],
  badConnections: [{}, { url: "mysql://a:b@c/d" }, { url: "postgres://db.example.com/app" }, { url: "postgres://a:b@c/d?sslmode=disable" }],
  targets: [{ table: "public.events" }, { table: "tickets" }],
  badTargets: [{}, { table: "" }, { table: 'a"b' }, { table: "a.b.c" }, { table: "a; drop table b" }],
  templates: [undefined, { mode: "columns", columns: { id: "$event.id", tier: "$event.customer_tier", seats: "$event.seats", label: "Ticket $event.ticket_id", raw: "$event.payload" } }],
  configs: [{}],
};
