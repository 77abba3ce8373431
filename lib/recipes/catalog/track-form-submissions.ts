import type { Recipe } from "../contract";

export const trackFormSubmissions: Recipe = {
  slug: "track-form-submissions",
  title: "Track form submissions",
  tag: "track",
  summary: "What people write into your forms, sorted into demo and support, spam dropped, contact data masked.",
  story: "Forms collect everything: a wish for a demo, a cry for help, and offers of search engine magic. This sorts them and drops the last kind.",
  event: "form.submitted",
  schema: `event: form.submitted
schema:
  form_id: string
  email: email
  fields: object
  page: url
`,
  steps: [
    {
      id: "intent",
      kind: "classify",
      config: {
        model: "keyword",
        dimension: "intent",
        input: ["$event.fields"],
        prompt: "What does this person want?",
        labels: [
          {
            name: "spam",
            description: "An offer, an advertisement, nothing about us",
            rules: { words: ["seo", "backlinks", "crypto", "casino", "guest post", "rank higher"] },
          },
          { name: "demo", description: "Wants to see or buy the product", rules: { words: ["demo", "pricing", "trial", "quote", "buy"] } },
          { name: "support", description: "Uses the product and needs help", rules: { words: ["*"] } },
        ],
      },
    },
    {
      id: "no-spam",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$classify.intent", op: "!=", value: "spam" }] } },
    },
    { id: "strip-pii", kind: "redact.pii", config: { columns: { default: { email: "mask", phone: "mask" } } } },
  ],
  message: {
    title: "{{ $classify.intent | capitalize }} request on $event.form_id",
    text: "**{{ $event.fields.name | default: \"Somebody\" }}**: {{ $event.fields.message | truncate: 600 }}",
    fields: [{ label: "Email", value: "$event.email" }, { label: "Page", value: "$event.page" }, { label: "Intent", value: "$classify.intent" }],
  },
  samples: {
    good: {
      form_id: "contact",
      email: "lin@buyer.example",
      fields: { name: "Lin", message: "We would like a demo for 40 people. My number is +49 30 901820." },
      page: "https://ingestlayer.example/contact",
    },
    filtered: {
      payload: {
        form_id: "contact",
        email: "x@spam.example",
        fields: { name: "Max", message: "Rank higher on every search engine with our backlinks" },
        page: "https://ingestlayer.example/contact",
      },
      why: "Backlinks are on the list of what spam says.",
    },
  },
  hidden: ["lin@buyer.example", "+49 30 901820"],
  questions: [
    {
      question: "My form has other fields.",
      answer: "The field called fields takes any object. Use the names of yours in the message; the editor completes them once an event came.",
    },
  ],
};
