import type { Recipe } from "../contract";

export const routeSupportEscalations: Recipe = {
  slug: "route-support-escalations",
  title: "Route support escalations",
  tag: "alert",
  summary: "Only the tickets that are critical by their words, without the personal data in them.",
  story: "A support inbox is mostly questions. When one of the tickets says that production is down, the people who can help should see it within seconds, and should not see a phone number that a customer typed in despair.",
  event: "support.ticket.created",
  schema: `event: support.ticket.created
schema:
  ticket_id: string, required
  subject: string
  body: string
  customer_tier: enum [free, pro, enterprise]
  channel: enum [email, chat, form]
  email: email?
idempotency: { key: ticket_id }
`,
  steps: [
    {
      id: "urgency",
      kind: "classify",
      config: {
        model: "keyword",
        dimension: "urgency",
        input: ["$event.subject", "$event.body"],
        prompt: "How urgently does a human need to look at this ticket?",
        labels: [
          {
            name: "critical",
            description: "Production is down, data is lost or money is at risk",
            rules: { words: ["outage", "down", "data loss", "breach", "charged twice"], patterns: ["\\b5\\d\\d errors?\\b"] },
          },
          {
            name: "high",
            description: "A feature is broken and there is no way round it",
            rules: { words: ["broken", "cannot", "blocked", "fails"] },
          },
          { name: "low", description: "Questions, ideas, everything else", rules: { words: ["*"] } },
        ],
      },
    },
    {
      id: "only-critical",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$classify.urgency", op: "==", value: "critical" }] } },
    },
    {
      id: "strip-pii",
      kind: "redact.pii",
      config: {
        fields: ["subject", "body"],
        columns: { default: { email: "mask", phone: "mask", card: "remove", iban: "remove", ip: "mask", secret: "remove" } },
      },
    },
  ],
  message: {
    title: "Critical ticket $event.ticket_id",
    text: "**$event.subject**\n{{ $event.body | truncate: 600 }}",
    fields: [
      { label: "Tier", value: "$event.customer_tier" },
      { label: "Channel", value: "$event.channel" },
      { label: "Urgency", value: "$classify.urgency" },
    ],
  },
  samples: {
    good: {
      ticket_id: "T-1042",
      subject: "Checkout is down",
      body: "Everyone sees 500 errors since 9:40. Call me: +1 415 555 2671 or reach me at jo@customer.example",
      customer_tier: "enterprise",
      channel: "email",
    },
    filtered: {
      payload: { ticket_id: "T-1043", subject: "How do I export my data?", body: "I would like a CSV of last month.", customer_tier: "free", channel: "form" },
      why: "A question is of low urgency, and only critical tickets pass.",
    },
  },
  hidden: ["+1 415 555 2671", "415 555 2671", "jo@customer.example"],
  questions: [
    {
      question: "Do I need a language model?",
      answer: "No. The labels come with words and patterns, and work without any model. With a model of yours connected, put its name in the first step: the labels and the rest stay.",
    },
    {
      question: "Can the archive see what the channel does not?",
      answer: "Yes. Give the step a column named as the archive’s destination and say what it may see. What no column shows stays inside.",
    },
  ],
};
