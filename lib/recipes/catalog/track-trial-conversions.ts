import type { Recipe } from "../contract";

export const trackTrialConversions: Recipe = {
  slug: "track-trial-conversions",
  title: "Track trial conversions",
  tag: "track",
  summary: "Every trial that became a paying customer, with how long it took.",
  story: "A conversion is the answer to all the work before it. The message names the customer and the days from first click to first bill.",
  event: "trial.converted",
  schema: `event: trial.converted
schema:
  subscription_id: string
  customer_id: string
  plan: enum [pro, scale]
  trial_days: integer
  mrr: integer
idempotency: { key: subscription_id }
`,
  steps: [{ id: "customer", kind: "enrich.entity", config: { kind: "customer", key: "$event.customer_id" } }],
  message: {
    title: "Trial converted to {{ $event.plan | capitalize }}",
    text: "**{{ $entity.customer.name | default: $event.customer_id }}** became a customer after $event.trial_days days.",
    fields: [
      { label: "MRR", value: "{{ $event.mrr | money: \"usd\" }}" },
      { label: "Plan", value: "$event.plan" },
      { label: "CSM", value: "{{ $entity.customer.csm | default: \"nobody yet\" }}" },
    ],
  },
  samples: {
    good: { subscription_id: "sub_733", customer_id: "cus_204", plan: "scale", trial_days: 14, mrr: 19900 },
    filtered: { why: "One subscription converts once: the same id again is a duplicate." },
  },
  hidden: [],
  entities: [{ kind: "customer", externalId: "cus_204", traits: { name: "Northwind", csm: "Grace" } }],
  questions: [
    {
      question: "What if the customer is not known yet?",
      answer: "The message falls back on the id. As soon as an entity with that id exists, later messages carry its name.",
    },
  ],
};
