import type { Recipe } from "../contract";

export const monitorFailedPayments: Recipe = {
  slug: "monitor-failed-payments",
  title: "Monitor failed payments",
  tag: "monitor",
  summary: "Failed charges of 50.00 and more with the customer’s plan, revenue and whose account it is.",
  story: "Most failed payments heal by themselves on the next attempt. This tells about the ones worth a call, together with the person who should make it.",
  event: "payment.failed",
  schema: `event: payment.failed
schema:
  charge: { id: string }
  customer_id: string
  email: email
  amount: integer
  currency: string
  reason: string
  attempt: integer
idempotency: { key: "charge.id:attempt", window: 7d }
`,
  steps: [
    {
      id: "worth-a-call",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$event.amount", op: ">=", value: 5000 }] } },
    },
    { id: "customer", kind: "enrich.entity", config: { kind: "customer", key: "$event.customer_id" } },
  ],
  message: {
    title: "Payment of {{ $event.amount | money: $event.currency }} failed",
    text: "**{{ $entity.customer.name | default: $event.customer_id }}** could not be charged: $event.reason.",
    fields: [
      { label: "Customer", value: "$event.customer_id" },
      { label: "Attempt", value: "$event.attempt" },
      { label: "Plan", value: "{{ $entity.customer.plan | default: \"unknown\" }}" },
      { label: "MRR", value: "{{ $entity.customer.mrr | money: $event.currency }}" },
      { label: "CSM", value: "{{ $entity.customer.csm | default: \"nobody yet\" }}" },
    ],
  },
  samples: {
    good: {
      charge: { id: "ch_3PqL" },
      customer_id: "cus_204",
      email: "billing@northwind.example",
      amount: 48900,
      currency: "eur",
      reason: "card_declined",
      attempt: 2,
    },
    filtered: {
      payload: {
        charge: { id: "ch_3PqM" },
        customer_id: "cus_877",
        email: "me@small.example",
        amount: 900,
        currency: "eur",
        reason: "insufficient_funds",
        attempt: 1,
      },
      why: "9.00 is below the 50.00 that are worth a call.",
    },
  },
  hidden: [],
  entities: [{ kind: "customer", externalId: "cus_204", traits: { name: "Northwind", plan: "scale", mrr: 48900, csm: "Grace" } }],
  questions: [
    {
      question: "Why is the amount 48900?",
      answer: "Amounts are in minor units, as Stripe sends them. The money filter writes them as a person reads them: €489.00.",
    },
    {
      question: "How do plan and revenue get there?",
      answer: "Your app, or a CSV import, stores them as the entity customer under the same id. The step reads them while the event passes; an unknown customer is no error.",
    },
  ],
};
