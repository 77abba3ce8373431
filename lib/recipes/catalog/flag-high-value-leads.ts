import type { Recipe } from "../contract";

export const flagHighValueLeads: Recipe = {
  slug: "flag-high-value-leads",
  title: "Flag high-value leads",
  tag: "alert",
  summary: "Leads that fit, with the person and what their company says about itself.",
  story: "Sales has minutes, not hours, for a good lead. The message brings who it is, what the company does and how well it fits, before anybody opens a browser.",
  event: "lead.created",
  schema: `event: lead.created
schema:
  lead: { id: string }
  email: email
  company: string
  employees: integer
  budget: integer?
  message: string
idempotency: { key: lead.id }
`,
  steps: [
    { id: "person", kind: "enrich.person", config: { email: "$event.email" } },
    { id: "company", kind: "enrich.company", config: { from: "$event.email" } },
    {
      id: "fit",
      kind: "classify",
      config: {
        model: "keyword",
        dimension: "fit",
        input: ["$event.employees", "$event.message", "$enrich.company.description"],
        prompt: "How well does this lead fit?",
        labels: [
          {
            name: "high",
            description: "Large, with a concrete need",
            rules: { words: ["rollout", "enterprise", "migrate", "whole company", "security review"], patterns: ["\\b[1-9]\\d{3,}\\b"] },
          },
          { name: "medium", description: "A need, and time", rules: { words: ["evaluate", "compare", "team"] } },
          { name: "low", description: "Everybody else", rules: { words: ["*"] } },
        ],
      },
    },
    {
      id: "good-fit",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$classify.fit", op: "==", value: "high" }] } },
    },
  ],
  message: {
    title: "High-value lead: $event.company",
    text: "**{{ $enrich.person.name | default: $event.email }}** of **$event.company** ({{ $event.employees | number }} people)\n_{{ $event.message | truncate: 500 }}_",
    fields: [
      { label: "Email", value: "$event.email" },
      { label: "Budget", value: "{{ $event.budget | money: \"usd\" | default: \"not said\" }}" },
      { label: "Company", value: "{{ $enrich.company.title | default: $event.company | truncate: 120 }}" },
      { label: "Fit", value: "$classify.fit" },
    ],
  },
  samples: {
    good: {
      lead: { id: "L-900" },
      email: "maria.silva@contoso.example",
      company: "Contoso",
      employees: 2400,
      budget: 12000000,
      message: "We plan a rollout to the whole company this quarter.",
    },
    filtered: {
      payload: { lead: { id: "L-901" }, email: "student@uni.example", company: "none", employees: 1, message: "Is there a free plan?" },
      why: "Neither the size nor the words make it a high fit.",
    },
  },
  hidden: [],
  homepage: {
    domain: "contoso.example",
    title: "Contoso: tools for factories",
    description: "Contoso plans and runs factories in twelve countries.",
    siteName: "Contoso",
  },
  questions: [
    {
      question: "What is read from the company?",
      answer: "The title, the description and the name on its own home page, fetched once a week at most and only where its robots.txt allows it.",
    },
  ],
};
