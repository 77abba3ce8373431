import type { Recipe } from "../contract";

export const trackNewSubscriptions: Recipe = {
  slug: "track-new-subscriptions",
  title: "Track new subscriptions",
  tag: "track",
  summary: "New annual or scale subscriptions with who the customer is.",
  story: "The moments worth a small celebration: somebody committed for a year, or to the largest plan. Monthly small plans stay in the history and out of the channel.",
  event: "subscription.created",
  schema: `event: subscription.created
schema:
  subscription_id: string
  customer_id: string
  plan: enum [pro, scale]
  mrr: integer
  interval: enum [month, year]
  trial: boolean
idempotency: { key: subscription_id }
`,
  steps: [
    { id: "customer", kind: "enrich.entity", config: { kind: "customer", key: "$event.customer_id" } },
    {
      id: "annual-or-scale",
      kind: "filter.match",
      config: {
        where: { combinator: "or", conditions: [{ field: "$event.interval", op: "==", value: "year" }, { field: "$event.plan", op: "==", value: "scale" }] },
      },
    },
  ],
  message: {
    title: "New {{ $event.plan | capitalize }} subscription",
    text: "**{{ $entity.customer.name | default: $event.customer_id }}** subscribed by the $event.interval.",
    fields: [
      { label: "MRR", value: "{{ $event.mrr | money: \"usd\" }}" },
      { label: "Plan", value: "$event.plan" },
      { label: "Interval", value: "$event.interval" },
      { label: "On trial", value: "$event.trial" },
    ],
  },
  samples: {
    good: { subscription_id: "sub_511", customer_id: "cus_204", plan: "scale", mrr: 99900, interval: "year", trial: false },
    filtered: {
      payload: { subscription_id: "sub_512", customer_id: "cus_300", plan: "pro", mrr: 2900, interval: "month", trial: true },
      why: "A monthly pro plan is neither annual nor scale.",
    },
  },
  hidden: [],
  entities: [{ kind: "customer", externalId: "cus_204", traits: { name: "Northwind", plan: "scale" } }],
  questions: [
    {
      question: "Which currency is the revenue in?",
      answer: "The recipe writes US dollars. Change \"usd\" in the message to yours, or to a field of the event.",
    },
  ],
};
