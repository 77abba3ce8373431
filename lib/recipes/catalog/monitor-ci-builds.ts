import type { Recipe } from "../contract";

export const monitorCiBuilds: Recipe = {
  slug: "monitor-ci-builds",
  title: "Monitor CI/CD build status",
  tag: "monitor",
  summary: "Broken builds of the main branch, and nothing else.",
  story: "A red branch is somebody’s work in progress. A red main stops everybody.",
  event: "ci.build.finished",
  schema: `event: ci.build.finished
schema:
  repo: string
  branch: string
  status: enum [passed, failed]
  commit: string
  duration_ms: integer
`,
  steps: [
    {
      id: "main-is-red",
      kind: "filter.match",
      config: {
        where: {
          combinator: "and",
          conditions: [{ field: "$event.status", op: "==", value: "failed" }, { field: "$event.branch", op: "==", value: "main" }],
        },
      },
    },
  ],
  message: {
    title: "$event.repo is red on $event.branch",
    text: "The build of `{{ $event.commit | truncate: 10 }}` failed after {{ $event.duration_ms | number }} ms.",
    fields: [{ label: "Repository", value: "$event.repo" }, { label: "Branch", value: "$event.branch" }, { label: "Commit", value: "$event.commit" }],
  },
  samples: {
    good: { repo: "acme/shop", branch: "main", status: "failed", commit: "9f1c2e7", duration_ms: 412000 },
    filtered: {
      payload: { repo: "acme/shop", branch: "feature/cart", status: "failed", commit: "77aa120", duration_ms: 90000 },
      why: "The branch feature/cart is not main.",
    },
  },
  hidden: [],
  questions: [
    {
      question: "Can GitHub send this without code?",
      answer: "Yes: add a webhook source with GitHub’s signature and use the names of its workflow_run payload in filter and message.",
    },
  ],
};
