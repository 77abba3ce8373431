/** The event of each recipe as it is declared: what its pipelines, its samples and the SDK's types agree on. */
export const recipeSchemas: readonly string[] = [
  `event: user.signed_up
schema:
  user_id: string, required
  email: email
  plan: enum [free, pro, scale]
  source: string
  created_at: datetime
idempotency: { key: user_id }
`,
  `event: payment.failed
schema:
  charge: { id: string }
  customer_id: string
  email: email
  amount: integer
  currency: string
  reason: string
  attempt: integer
idempotency: { key: "charge.id:attempt", window: 7d }
`,
  `event: support.ticket.created
schema:
  ticket_id: string, required
  subject: string
  body: string
  customer_tier: enum [free, pro, enterprise]
  channel: enum [email, chat, form]
  email: email?
idempotency: { key: ticket_id }
`,
  `event: waitlist.joined
schema:
  email: email
  position: integer
  referrer: string?
  created_at: datetime
idempotency: { key: email }
`,
  `event: subscription.created
schema:
  subscription_id: string
  customer_id: string
  plan: enum [pro, scale]
  mrr: integer
  interval: enum [month, year]
  trial: boolean
idempotency: { key: subscription_id }
`,
  `event: subscription.canceled
schema:
  subscription_id: string
  customer_id: string
  plan: enum [pro, scale]
  mrr: integer
  reason: string?
  tenure_days: integer
idempotency: { key: subscription_id }
`,
  `event: payment.succeeded
schema:
  charge: { id: string }
  customer_id: string
  amount: integer
  currency: string
  invoice_id: string
  method: enum [card, sepa, invoice]
idempotency: { key: charge.id }
`,
  `event: trial.converted
schema:
  subscription_id: string
  customer_id: string
  plan: enum [pro, scale]
  trial_days: integer
  mrr: integer
idempotency: { key: subscription_id }
`,
  `event: form.submitted
schema:
  form_id: string
  email: email
  fields: object
  page: url
`,
  `event: feature.used
schema:
  user_id: string
  feature: string
  count: integer
  plan: enum [free, pro, scale]
`,
  `event: file.uploaded
schema:
  user_id: string
  file_id: string
  size_bytes: integer
  mime: string
  bucket: string
  object: { key: string }
idempotency: { key: object.key }
`,
  `event: login.failed
schema:
  email: email
  ip: string
  reason: enum [bad-password, locked, mfa]
  attempt: integer
`,
  `event: usage.limit_reached
schema:
  customer_id: string
  account: string
  metric: enum [seats, api-calls, storage]
  period: string
  limit: integer
  used: integer
  plan: enum [free, pro, scale]
idempotency: { key: "account:metric:period", window: 30d }
`,
  `event: error.spike
schema:
  service: string
  error: string
  count: integer
  window: string
  env: enum [prod, staging]
`,
  `event: cron.finished
schema:
  job: string
  status: enum [ok, failed]
  duration_ms: integer
  expected_ms: integer
  exit_code: integer
`,
  `event: ci.build.finished
schema:
  repo: string
  branch: string
  status: enum [passed, failed]
  commit: string
  duration_ms: integer
`,
  `event: lead.created
schema:
  lead: { id: string }
  email: email
  company: string
  employees: integer
  budget: integer?
  message: string
idempotency: { key: lead.id }
`,
  `event: churn.signal
schema:
  customer_id: string
  signal: enum [downgrade, usage-drop, support-spike]
  score: { $json: { type: number, minimum: 0, maximum: 1 } }
  mrr: integer
`,
];
