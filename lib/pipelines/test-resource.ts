import { z } from "zod";

const json = z.json();
const problem = z.object({ path: z.string(), message: z.string() });

/** What to run: the draft unless another definition is given, on a stored event or on one made up. */
export const testRequestSchema = z.strictObject({
  /** One that is not saved yet; it may have problems. */
  definition: z.record(z.string(), json).optional(),
  event: z.union([
    z.strictObject({ event_id: z.string().min(1).max(64) }),
    z.strictObject({
      type: z.string().max(256),
      payload: z.record(z.string(), json),
      /** A source's slug or id; `default` unless given. */
      source: z.string().min(1).max(64).optional(),
    }),
  ]),
  /** Sends what this destination of the definition would get, once, for real. */
  send: z.strictObject({ destination: z.string().min(1).max(64) }).optional(),
});
export type TestRequest = z.infer<typeof testRequestSchema>;

const testedStepSchema = z.object({
  step_id: z.string(),
  kind: z.string(),
  /** ok | dropped | failed | waiting | skipped */
  status: z.string(),
  /** The refs its config reads and what it found there. */
  input: json.nullable(),
  /** The patch it answered with: `values` it wrote, and for redact.pii where it found what. */
  output: json.nullable(),
  /** Refs of what it changed. */
  changed: z.array(z.string()),
  duration_ms: z.number().nullable(),
  reason: z.string().nullable(),
  facts: json.nullable(),
});
export type TestedStep = z.infer<typeof testedStepSchema>;

const testedDestinationSchema = z.object({
  id: z.string(),
  kind: z.string(),
  /** Null without a condition. */
  when: z.object({ holds: z.boolean(), explain: z.string() }).nullable(),
  /** What would be sent, on this destination's own redacted view; null when it is refused. */
  message: json.nullable(),
  cuts: z.array(z.string()),
  refused: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type TestedDestination = z.infer<typeof testedDestinationSchema>;

const testSendSchema = z.object({
  destination_id: z.string(),
  /** delivered | rejected | failed (nothing arrived) | unknown (it may have arrived) | not_sent */
  status: z.string(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  /** The id the message carried; it belongs to no stored delivery. */
  message_id: z.string().nullable(),
  receipt: json.nullable(),
  request: json.nullable(),
  response: json.nullable(),
});
export type TestSend = z.infer<typeof testSendSchema>;

export const testRunSchema = z.object({
  /** succeeded | filtered | failed | waiting */
  status: z.string(),
  reason: z.string().nullable(),
  /** Whether the pipeline's sources take an event of this type and source. */
  is_matched: z.boolean(),
  steps: z.array(testedStepSchema),
  /** Empty unless the run succeeded. */
  destinations: z.array(testedDestinationSchema),
  /** Everything the definition has against a deploy. */
  problems: z.array(problem),
  /** What refs read at the end, as the run's own steps see it. */
  context: json,
  sent: testSendSchema.nullable(),
});
export type TestRun = z.infer<typeof testRunSchema>;
