import type { Recipe } from "../contract";

export const catchChurnRisk: Recipe = {
  slug: "catch-churn-risk",
  title: "Catch churn-risk signals",
  tag: "alert",
  summary: "Signals of customers about to leave, with their revenue and who looks after them.",
  story: "Usage drops weeks before a cancellation comes. Told in time, to the right person, it can be a call instead of a loss.",
  event: "churn.signal",
  schema: `event: churn.signal
schema:
  customer_id: string
  signal: enum [downgrade, usage-drop, support-spike]
  score: { $json: { type: number, minimum: 0, maximum: 1 } }
  mrr: integer
`,
  steps: [
    { id: "customer", kind: "enrich.entity", config: { kind: "customer", key: "$event.customer_id" } },
    { id: "at-risk", kind: "filter.match", config: { where: { combinator: "and", conditions: [{ field: "$event.score", op: ">=", value: 0.7 }] } } },
  ],
  message: {
    title: "Churn risk: {{ $entity.customer.name | default: $event.customer_id }}",
    text: "**$event.signal** with a score of **$event.score**.",
    fields: [
      { label: "MRR", value: "{{ $event.mrr | money: \"usd\" }}" },
      { label: "Plan", value: "{{ $entity.customer.plan | default: \"unknown\" }}" },
      { label: "CSM", value: "{{ $entity.customer.csm | default: \"nobody yet\" }}" },
      { label: "Customer", value: "$event.customer_id" },
    ],
  },
  samples: {
    good: { customer_id: "cus_204", signal: "usage-drop", score: 0.84, mrr: 48900 },
    filtered: { payload: { customer_id: "cus_300", signal: "usage-drop", score: 0.31, mrr: 2900 }, why: "0.31 is below 0.7." },
  },
  hidden: [],
  entities: [{ kind: "customer", externalId: "cus_204", traits: { name: "Northwind", plan: "scale", csm: "Grace" } }],
  questions: [{ question: "Where does the score come from?", answer: "From your own model or query: the recipe takes any number from 0 to 1." }],
};
