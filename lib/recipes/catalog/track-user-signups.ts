import type { Recipe } from "../contract";

export const trackUserSignups: Recipe = {
  slug: "track-user-signups",
  title: "Track user signups",
  tag: "track",
  summary: "Every new account with who it is, its plan and where it came from, addresses masked.",
  story: "A signup is the first sign that something you shipped works. The message says who came and through which door, with the address masked so that the channel can be open to everybody.",
  event: "user.signed_up",
  schema: `event: user.signed_up
schema:
  user_id: string, required
  email: email
  plan: enum [free, pro, scale]
  source: string
  created_at: datetime
idempotency: { key: user_id }
`,
  steps: [
    { id: "person", kind: "enrich.person", config: { email: "$event.email" } },
    {
      id: "strip-pii",
      kind: "redact.pii",
      config: { columns: { default: { email: "mask", ip: "mask" }, webhook: { email: "hash", ip: "remove" }, postgres: { email: "hash", ip: "remove" } } },
    },
  ],
  message: {
    title: "New signup on {{ $event.plan | capitalize }}",
    text: "**{{ $enrich.person.name | default: \"Somebody\" }}** joined from `$enrich.person.domain`.",
    fields: [
      { label: "User", value: "$event.user_id" },
      { label: "Email", value: "$event.email" },
      { label: "Plan", value: "$event.plan" },
      { label: "Came from", value: "$event.source" },
    ],
    context: "Signed up {{ $event.created_at | date }}",
  },
  samples: {
    good: { user_id: "usr_8241", email: "ada.lovelace@analytical.example", plan: "pro", source: "docs", created_at: "2026-03-04T09:12:44Z" },
    filtered: { why: "The same user id within a day is the same signup: a retry of your app is not a second message." },
  },
  hidden: ["ada.lovelace@analytical.example"],
  questions: [
    {
      question: "Can I see only paying signups?",
      answer: "Add a filter after the first step: plan is not free. The free ones then end as filtered, with their history kept.",
    },
    {
      question: "Where does the name come from?",
      answer: "From the address alone, offline: ada.lovelace becomes Ada Lovelace. Where nothing can be told from it, the message says somebody.",
    },
  ],
};
