import type { Recipe } from "../contract";

export const trackWaitlistSignups: Recipe = {
  slug: "track-waitlist-signups",
  title: "Track waitlist signups",
  tag: "track",
  summary: "New places on the waitlist, without throw-away addresses.",
  story: "A waitlist is worth what the addresses on it are worth. Disposable ones are filtered before anybody is glad about them.",
  event: "waitlist.joined",
  schema: `event: waitlist.joined
schema:
  email: email
  position: integer
  referrer: string?
  created_at: datetime
idempotency: { key: email }
`,
  steps: [
    { id: "person", kind: "enrich.person", config: { email: "$event.email" } },
    {
      id: "real-addresses",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$enrich.person.is_disposable", op: "!=", value: true }] } },
    },
  ],
  message: {
    title: "Number $event.position on the waitlist",
    text: "**{{ $enrich.person.name | default: $event.email }}** joined the waitlist.",
    fields: [
      { label: "Email", value: "$event.email" },
      { label: "Domain", value: "$enrich.person.domain" },
      { label: "Referrer", value: "{{ $event.referrer | default: \"direct\" }}" },
    ],
  },
  samples: {
    good: { email: "grace.hopper@navy.example", position: 412, referrer: "news.ycombinator.com", created_at: "2026-03-04T10:00:00Z" },
    filtered: {
      payload: { email: "throwaway@mailinator.com", position: 413, created_at: "2026-03-04T10:00:05Z" },
      why: "The domain mailinator.com hands out throw-away addresses.",
    },
  },
  hidden: [],
  questions: [
    {
      question: "Where does the list of throw-away domains come from?",
      answer: "From a maintained npm package inside the install. No address leaves your server to be looked up.",
    },
  ],
};
