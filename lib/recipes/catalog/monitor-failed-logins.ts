import type { Recipe } from "../contract";

export const monitorFailedLogins: Recipe = {
  slug: "monitor-failed-logins",
  title: "Monitor failed logins",
  tag: "monitor",
  summary: "The fifth failed sign-in and every one after it, with what is known of the address it came from.",
  story: "Everybody mistypes a password twice. Five times is a person who needs help, or one who should not get in.",
  event: "login.failed",
  schema: `event: login.failed
schema:
  email: email
  ip: string
  reason: enum [bad-password, locked, mfa]
  attempt: integer
`,
  steps: [
    {
      id: "five-or-more",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$event.attempt", op: ">=", value: 5 }] } },
    },
    { id: "address", kind: "enrich.entity", config: { kind: "ip", key: "$event.ip" } },
    { id: "strip-pii", kind: "redact.pii", config: { columns: { default: { email: "mask" } } } },
  ],
  message: {
    title: "Failed sign-in, attempt $event.attempt",
    text: "**$event.email** was refused: $event.reason.",
    fields: [
      { label: "From", value: "$event.ip" },
      { label: "Network", value: "{{ $entity.ip.network | default: \"unknown\" }}" },
      { label: "Country", value: "{{ $entity.ip.country | default: \"unknown\" }}" },
    ],
  },
  samples: {
    good: { email: "root.admin@corp.example", ip: "203.0.113.9", reason: "bad-password", attempt: 6 },
    filtered: { payload: { email: "jo@corp.example", ip: "198.51.100.4", reason: "bad-password", attempt: 2 }, why: "Two attempts are a typing error." },
  },
  hidden: ["root.admin@corp.example"],
  entities: [{ kind: "ip", externalId: "203.0.113.9", traits: { network: "Example Hosting", country: "NL" } }],
  questions: [
    {
      question: "Why is the address of the network shown and the mail masked?",
      answer: "To block somebody you need the address; to know whom it concerns, the masked mail is enough. Change either in the redaction step.",
    },
  ],
};
