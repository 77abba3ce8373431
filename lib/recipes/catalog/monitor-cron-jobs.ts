import type { Recipe } from "../contract";

export const monitorCronJobs: Recipe = {
  slug: "monitor-cron-jobs",
  title: "Monitor cron-job health",
  tag: "monitor",
  summary: "Jobs that failed, or took longer than they should have.",
  story: "A job that fails is heard of sooner or later. One that becomes slower every night is not, until it meets the next one. Both are told here, by the job’s own expectation.",
  event: "cron.finished",
  schema: `event: cron.finished
schema:
  job: string
  status: enum [ok, failed]
  duration_ms: integer
  expected_ms: integer
  exit_code: integer
`,
  steps: [
    {
      id: "failed-or-slow",
      kind: "filter.match",
      config: {
        where: {
          combinator: "or",
          conditions: [{ field: "$event.status", op: "==", value: "failed" }, { field: "$event.duration_ms", op: ">", value: "$event.expected_ms" }],
        },
      },
    },
  ],
  message: {
    title: "$event.job ended as $event.status",
    text: "It took **{{ $event.duration_ms | number }} ms**; {{ $event.expected_ms | number }} ms were expected.",
    fields: [{ label: "Job", value: "$event.job" }, { label: "Exit code", value: "$event.exit_code" }, { label: "Status", value: "$event.status" }],
  },
  samples: {
    good: { job: "nightly-invoices", status: "failed", duration_ms: 182000, expected_ms: 240000, exit_code: 1 },
    filtered: { payload: { job: "nightly-invoices", status: "ok", duration_ms: 181000, expected_ms: 240000, exit_code: 0 }, why: "It ended well and in time." },
  },
  hidden: [],
  questions: [
    {
      question: "What about a job that never ran?",
      answer: "What is not sent cannot be filtered. Send an event when the job should have begun, from the scheduler, and compare the two in your own code.",
    },
  ],
};
