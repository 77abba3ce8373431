import type { Recipe } from "../contract";

export const monitorErrorSpikes: Recipe = {
  slug: "monitor-error-spikes",
  title: "Monitor error spikes",
  tag: "monitor",
  summary: "Spikes of errors in production, with how loudly they should be heard.",
  story: "Staging breaks all day and nobody needs to know. Production is sorted into page, notify and ignore by what the error says.",
  event: "error.spike",
  schema: `event: error.spike
schema:
  service: string
  error: string
  count: integer
  window: string
  env: enum [prod, staging]
`,
  steps: [
    {
      id: "production",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$event.env", op: "==", value: "prod" }] } },
    },
    {
      id: "severity",
      kind: "classify",
      config: {
        model: "keyword",
        dimension: "severity",
        input: ["$event.service", "$event.error"],
        prompt: "How loudly should this be heard?",
        labels: [
          {
            name: "page",
            description: "Customers can not do what they pay for",
            rules: { words: ["timeout", "database", "payment", "checkout", "out of memory", "connection refused"] },
          },
          { name: "ignore", description: "Known and harmless", rules: { words: ["deprecated", "retrying"] } },
          { name: "notify", description: "Somebody should look today", rules: { words: ["*"] } },
        ],
      },
    },
    {
      id: "not-ignored",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$classify.severity", op: "!=", value: "ignore" }] } },
    },
  ],
  message: {
    title: "{{ $classify.severity | upper }}: {{ $event.count | number }} errors in $event.service",
    text: "`{{ $event.error | truncate: 300 }}`",
    fields: [{ label: "Service", value: "$event.service" }, { label: "Window", value: "$event.window" }, { label: "Severity", value: "$classify.severity" }],
  },
  samples: {
    good: { service: "checkout", error: "TimeoutError: payment provider did not answer in 10 s", count: 412, window: "5m", env: "prod" },
    filtered: {
      payload: { service: "checkout", error: "TimeoutError: payment provider did not answer in 10 s", count: 9000, window: "5m", env: "staging" },
      why: "Staging is not production, however loud.",
    },
  },
  hidden: [],
  questions: [
    {
      question: "Can a page go to another channel?",
      answer: "Add a second destination with the condition severity is page. Each destination has conditions of its own.",
    },
  ],
};
