import type { Recipe } from "../contract";

export const trackFeatureUsage: Recipe = {
  slug: "track-feature-usage",
  title: "Track feature usage",
  tag: "track",
  summary: "Uses of the few features you watch, with who used them.",
  story: "After a launch one question matters: does anybody use it? Name the features in the filter and watch the answers come in.",
  event: "feature.used",
  schema: `event: feature.used
schema:
  user_id: string
  feature: string
  count: integer
  plan: enum [free, pro, scale]
`,
  steps: [
    {
      id: "watched-features",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$event.feature", op: "in", value: ["export", "api", "webhook"] }] } },
    },
    { id: "user", kind: "enrich.entity", config: { kind: "user", key: "$event.user_id" } },
  ],
  message: {
    title: "$event.feature was used",
    text: "**{{ $entity.user.name | default: $event.user_id }}** used `$event.feature` {{ $event.count | number }} times.",
    fields: [
      { label: "Plan", value: "$event.plan" },
      { label: "Company", value: "{{ $entity.user.company | default: \"unknown\" }}" },
      { label: "User", value: "$event.user_id" },
    ],
  },
  samples: {
    good: { user_id: "usr_8241", feature: "export", count: 3, plan: "pro" },
    filtered: { payload: { user_id: "usr_8241", feature: "dark-mode", count: 1, plan: "pro" }, why: "The feature dark-mode is not one of the features that are watched." },
  },
  hidden: [],
  entities: [{ kind: "user", externalId: "usr_8241", traits: { name: "Ada", company: "Analytical" } }],
  questions: [{ question: "This could be a lot of messages.", answer: "Add a throttle by user id, one a day, or send a digest: both are settings, not code." }],
};
