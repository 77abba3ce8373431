import type { Recipe } from "../contract";

export const monitorUsageLimits: Recipe = {
  slug: "monitor-usage-limits",
  title: "Monitor usage-limit hits",
  tag: "monitor",
  summary: "Accounts that reach a limit, once a period, with the plan they are on.",
  story: "Somebody who runs into a limit is either about to upgrade or about to leave. One message a period tells the person who can make the difference.",
  event: "usage.limit_reached",
  schema: `event: usage.limit_reached
schema:
  customer_id: string
  account: string
  metric: enum [seats, api-calls, storage]
  period: string
  limit: integer
  used: integer
  plan: enum [free, pro, scale]
idempotency: { key: "account:metric:period", window: 30d }
`,
  steps: [{ id: "customer", kind: "enrich.entity", config: { kind: "customer", key: "$event.customer_id" } }],
  message: {
    title: "$event.account reached its limit of $event.metric",
    text: "**{{ $entity.customer.name | default: $event.customer_id }}** used {{ $event.used | number }} of {{ $event.limit | number }}.",
    fields: [
      { label: "Plan", value: "$event.plan" },
      { label: "Metric", value: "$event.metric" },
      { label: "Period", value: "$event.period" },
      { label: "CSM", value: "{{ $entity.customer.csm | default: \"nobody yet\" }}" },
    ],
  },
  samples: {
    good: { customer_id: "cus_204", account: "northwind", metric: "api-calls", period: "2026-03", limit: 1000000, used: 1000412, plan: "pro" },
    filtered: { why: "The same account, metric and period within 30 days is the same hit: the key says so." },
  },
  hidden: [],
  entities: [{ kind: "customer", externalId: "cus_204", traits: { name: "Northwind", csm: "Grace" } }],
  questions: [
    {
      question: "How is it said once only?",
      answer: "The declaration joins account, metric and period into the idempotency key. Your app may send the event as often as it likes.",
    },
  ],
};
