import type { Recipe } from "../contract";

export const trackSuccessfulPayments: Recipe = {
  slug: "track-successful-payments",
  title: "Track successful payments",
  tag: "track",
  summary: "Payments of 500.00 and more with the invoice and the customer behind it.",
  story: "Small payments are what billing reports are for. The large ones deserve a line where the team can see it.",
  event: "payment.succeeded",
  schema: `event: payment.succeeded
schema:
  charge: { id: string }
  customer_id: string
  amount: integer
  currency: string
  invoice_id: string
  method: enum [card, sepa, invoice]
idempotency: { key: charge.id }
`,
  steps: [
    {
      id: "large-ones",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$event.amount", op: ">=", value: 50000 }] } },
    },
    { id: "customer", kind: "enrich.entity", config: { kind: "customer", key: "$event.customer_id" } },
  ],
  message: {
    title: "{{ $event.amount | money: $event.currency }} received",
    text: "**{{ $entity.customer.name | default: $event.customer_id }}** paid invoice `$event.invoice_id`.",
    fields: [
      { label: "Customer", value: "$event.customer_id" },
      { label: "Method", value: "$event.method" },
      { label: "Plan", value: "{{ $entity.customer.plan | default: \"unknown\" }}" },
    ],
  },
  samples: {
    good: { charge: { id: "ch_9001" }, customer_id: "cus_204", amount: 240000, currency: "usd", invoice_id: "INV-2026-031", method: "sepa" },
    filtered: {
      payload: { charge: { id: "ch_9002" }, customer_id: "cus_300", amount: 2900, currency: "usd", invoice_id: "INV-2026-032", method: "card" },
      why: "29.00 is below 500.00.",
    },
  },
  hidden: [],
  entities: [{ kind: "customer", externalId: "cus_204", traits: { name: "Northwind", plan: "scale" } }],
  questions: [
    {
      question: "Can every payment go to a table as well?",
      answer: "Yes: add a Postgres destination without the filter in a pipeline of its own. Two pipelines take the same event independently.",
    },
  ],
};
