import { jsonbText, storableText } from "@/lib/adapters/postgres/jsonb-text";
import type { RowOf } from "@/lib/adapters/postgres/rows-parameter";
import type { JobTicket, Json } from "@/lib/durable/contract";
import type { deliveryColumns, runColumns } from "./finish-run-sql";
import type { DeliveryRow, RunResult, StepRunRow } from "./run-result";

/** Made before they queue: what can't be written must not fail the batch it would have joined. */
export type RunRows = { run: RowOf<typeof runColumns>; deliveries: RowOf<typeof deliveryColumns>[] };

/** What the statement of `finish-run` reads. */
export function toRunRows(result: RunResult, ticket: JobTicket | undefined): RunRows {
  const { stepRuns } = result;
  return {
    run: {
      id: result.runId,
      organization_id: result.organizationId,
      status: result.status,
      reason: textOf(result.reason),
      started_ms: result.startedAtMs,
      step_ids: wordArrayLiteral(stepRuns.map(({ stepId }) => stepId)),
      statuses: wordArrayLiteral(stepRuns.map(({ status }) => status)),
      durations_ms: `{${stepRuns.map(({ durationMs }) => durationMs).join(",")}}`,
      details: jsonbText(stepRuns.map(toDetail)),
      ...endOf(ticket),
    },
    deliveries: result.deliveries.map((delivery) => toDeliveryRow(result, delivery)),
  };
}

/** What is null is left out. */
function toDetail({ kind, input, output, facts, reason, startedAtMs }: StepRunRow) {
  return { kind, started_ms: startedAtMs, input: input ?? undefined, output: output ?? undefined, facts: facts ?? undefined, reason: reason ?? undefined };
}

/** A row that only ends a job. */
export function toEndRow(ticket: JobTicket): RunRows["run"] {
  const none = { id: null, organization_id: null, status: null, reason: null, started_ms: null, step_ids: null, statuses: null, durations_ms: null, details: null };
  return { ...none, ...endOf(ticket) };
}

function endOf(ticket: JobTicket | undefined): Pick<RunRows["run"], "job" | "owner" | "claim"> {
  return { job: ticket?.jobId ?? null, owner: ticket?.owner ?? null, claim: ticket?.claim ?? null };
}

function toDeliveryRow({ organizationId, runId, eventId, pipelineId, traceparent }: RunResult, delivery: DeliveryRow): RunRows["deliveries"][number] {
  return {
    id: delivery.id,
    organization_id: organizationId,
    run_id: runId,
    event_id: eventId,
    pipeline_id: pipelineId,
    destination_id: delivery.destinationId,
    kind: delivery.kind,
    connection_id: delivery.connectionId,
    target: textOfPart(delivery.target),
    config: textOfPart(delivery.config),
    on_ambiguous: delivery.onAmbiguous,
    message: jsonOf(delivery.message),
    cuts: arrayLiteral(delivery.cuts),
    lane: delivery.lane?.key ?? null,
    lane_ms: delivery.lane?.periodMs ?? null,
    gates: delivery.gates.length === 0 ? "[]" : jsonbText(delivery.gates),
    group_key: delivery.groupKey,
    digest_key: delivery.digest?.key ?? null,
    digest_names: delivery.digest ? arrayLiteral(delivery.digest.names) : null,
    not_before_ms: delivery.notBeforeMs,
    status: delivery.status,
    code: delivery.code,
    reason: textOf(delivery.reason),
    traceparent,
    ...attemptOf(delivery),
  };
}

type AttemptColumns = Pick<RunRows["deliveries"][number], "is_early" | "is_ours" | "begun_ms" | "took_ms" | "request" | "response" | "receipt">;

function attemptOf({ attempt }: DeliveryRow): AttemptColumns {
  const isOurs = attempt !== null && attempt !== "interrupted";
  const arrived = isOurs ? attempt.arrived : null;
  const outcome = arrived?.result.outcome;
  return {
    is_early: attempt !== null,
    is_ours: isOurs,
    begun_ms: isOurs ? performance.now() - attempt.startedAt : 0,
    took_ms: isOurs && arrived ? arrived.endedAt - attempt.startedAt : null,
    request: arrived ? jsonOf(arrived.result.trace.request) : null,
    response: arrived ? jsonOf(arrived.result.trace.response) : null,
    receipt: outcome?.status === "delivered" ? jsonbText(outcome.receipt) : null,
  };
}

const partTexts = new WeakMap<object, string>();

/** Of a part of a definition, which never changes: every run of a version has the same object. */
function textOfPart(part: Json): string {
  if (typeof part !== "object" || part === null) return jsonbText(part);
  const text = partTexts.get(part) ?? jsonbText(part);
  partTexts.set(part, text);
  return text;
}

function jsonOf(value: DeliveryRow["message"]): string | null {
  return value === null ? null : jsonbText(value);
}

function textOf(text: string | null): string | null {
  return text === null ? null : storableText(text);
}

/** Of texts without quotes and backslashes. */
function wordArrayLiteral(words: string[]): string {
  return words.length === 0 ? "{}" : `{"${words.join('","')}"}`;
}

function arrayLiteral(texts: string[]): string {
  return `{${texts.map((text) => `"${storableText(text).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
