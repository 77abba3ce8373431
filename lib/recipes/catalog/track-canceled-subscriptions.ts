import type { Recipe } from "../contract";

export const trackCanceledSubscriptions: Recipe = {
  slug: "track-canceled-subscriptions",
  title: "Track canceled subscriptions",
  tag: "track",
  summary: "Every cancellation with the reason sorted into price, missing feature or switched.",
  story: "People say why they leave in their own words. Sorted into three heaps, a month of these messages tells you what to work on.",
  event: "subscription.canceled",
  schema: `event: subscription.canceled
schema:
  subscription_id: string
  customer_id: string
  plan: enum [pro, scale]
  mrr: integer
  reason: string?
  tenure_days: integer
idempotency: { key: subscription_id }
`,
  steps: [
    {
      id: "reason",
      kind: "classify",
      config: {
        model: "keyword",
        dimension: "reason",
        input: ["$event.reason"],
        prompt: "Why did this customer leave?",
        labels: [
          { name: "price", description: "It costs too much", rules: { words: ["expensive", "price", "pricing", "cost", "budget", "cheaper"] } },
          {
            name: "missing-feature",
            description: "It could not do something they need",
            rules: { words: ["missing", "feature", "integration", "lacks", "no support for"] },
          },
          {
            name: "switched",
            description: "They use something else now",
            rules: { words: ["switched", "competitor", "moved to", "migrated", "in-house"] },
          },
          { name: "other", description: "None of these, or nothing was said", rules: { words: ["*"] } },
        ],
      },
    },
    { id: "customer", kind: "enrich.entity", config: { kind: "customer", key: "$event.customer_id" } },
  ],
  message: {
    title: "Subscription canceled: $classify.reason",
    text: "**{{ $entity.customer.name | default: $event.customer_id }}** left after $event.tenure_days days.\n_{{ $event.reason | default: \"No reason given.\" | truncate: 400 }}_",
    fields: [
      { label: "Plan", value: "$event.plan" },
      { label: "MRR lost", value: "{{ $event.mrr | money: \"usd\" }}" },
      { label: "Reason", value: "$classify.reason" },
      { label: "Customer", value: "$event.customer_id" },
    ],
  },
  samples: {
    good: { subscription_id: "sub_088", customer_id: "cus_204", plan: "pro", mrr: 4900, reason: "Too expensive for a team of two", tenure_days: 211 },
    filtered: { why: "The same subscription id is the same cancellation, however often your billing sends it." },
  },
  hidden: [],
  entities: [{ kind: "customer", externalId: "cus_204", traits: { name: "Northwind" } }],
  questions: [
    {
      question: "Can a model sort the reasons?",
      answer: "Yes: connect one under Settings, Models, and name it in the first step. Rules by words are what works on a fresh install.",
    },
  ],
};
