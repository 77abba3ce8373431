import { z } from "zod";

const attemptSchema = z.looseObject({ number: z.number(), status: z.string(), code: z.string().nullable(), detail: z.string().nullable() });
const deliverySchema = z.looseObject({
  id: z.string(),
  destination_id: z.string(),
  kind: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  possibly_sent: z.boolean(),
  carried_by: z.string().nullable(),
  attempts: z.array(attemptSchema),
});
const stepSchema = z.looseObject({ step_id: z.string(), kind: z.string(), status: z.string(), reason: z.string().nullable(), duration_ms: z.number() });

export const runSchema = z.looseObject({
  id: z.string(),
  pipeline: z.string().nullable(),
  version: z.number().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  steps: z.array(stepSchema),
  deliveries: z.array(deliverySchema),
});

/** A run as lines for a person. */
export function describeRun(run: z.infer<typeof runSchema>): string[] {
  return [
    `${run.id}  ${run.pipeline ?? "deleted pipeline"} v${run.version ?? "?"}  ${run.status}${because(run.reason)}`,
    ...run.steps.map((step) => `  ${step.step_id} (${step.kind})  ${step.status}  ${step.duration_ms.toFixed(1)} ms${because(step.reason)}`),
    ...run.deliveries.flatMap((delivery) => [
      `  → ${delivery.destination_id} (${delivery.kind})  ${delivery.id}  ${delivery.status}${delivery.possibly_sent ? ", may have been sent before" : ""}${carried(delivery)}${because(delivery.reason)}`,
      ...delivery.attempts.map((attempt) => `      attempt ${attempt.number}  ${attempt.status}${because(attempt.detail)}`),
    ]),
  ];
}

function carried({ id, carried_by: carrier }: z.infer<typeof deliverySchema>): string {
  return carrier === null || carrier === id ? "" : `, in one message with ${carrier}`;
}

function because(reason: string | null): string {
  return reason === null || reason === "" ? "" : `: ${reason}`;
}
