import type pg from "pg";
import { RetryAfter, type HandlerInput, type JobTicket, type Json, type StepPort } from "@/lib/durable/contract";
import type { DeliveryResult } from "@/lib/destinations/contract";
import { createBeginAttempt, type AttemptKey, type BegunFirstAttempt, type BegunAttempt, type StartedAttempt } from "./begin-attempt";
import { createBeginDigest } from "./begin-digest";
import type { DeliveryJobData } from "./delivery-trigger";
import { rememberGroup } from "./message-groups";
import { createRecordAttempt } from "./record-attempt";
import { takeTurn } from "./send-gate";
import { settleAttempt, type Settlement } from "./settle-attempt";
import type { Transmit } from "./transmit";

export type DeliverDependencies = {
  pool: pg.Pool;
  transmit: Transmit;
  /** For links in messages to the dashboard; no trailing slash. */
  publicUrl: string;
  /** Jobs were committed that somebody has to claim. */
  wake(): void;
};

export type Deliver = (job: DeliveryJobData, step: StepPort, shortcuts?: Pick<HandlerInput<Json>, "ticket"> & { first?: BegunFirstAttempt | undefined }) => Promise<Json>;

type Sent = { kind: "sent"; attempt: StartedAttempt; result: DeliveryResult } | { kind: "settled" } | { kind: "held" };

/**
 * One attempt of one delivery: the attempt is written, the message sent, the outcome written. Both steps keep their own
 * record, so a replay after a crash sends again only where no answer was recorded.
 */
export function createDeliver(deps: DeliverDependencies): Deliver {
  const beginAttempt = createBeginAttempt(deps.pool);
  const beginDigest = createBeginDigest(deps.pool, deps.publicUrl);
  const recordAttempt = createRecordAttempt(deps.pool, () => deps.wake());

  return async function deliver(job, step, { first, ticket } = {}) {
    const key = { organizationId: job.organizationId, deliveryId: job.deliveryId, sequence: job.sequence };
    const sent = await step.run("send", () => send(key, job, first), { idempotent: true });
    if (sent.kind !== "sent") return { result: sent.kind };
    const settlement = settleAttempt(sent.result.outcome, sent.attempt);
    // A job that is to come back keeps its row.
    const proof = settlement.parkMs === null ? ticket?.() : undefined;
    await step.run("record", () => record(key, sent, settlement, job.isDigest ?? false, proof), { idempotent: true });
    if (settlement.parkMs !== null) throw new RetryAfter(settlement.reason ?? "rate limited", settlement.parkMs, false);
    return { result: settlement.deliveryStatus };
  };

  async function send(key: AttemptKey, job: DeliveryJobData, first: BegunFirstAttempt | undefined): Promise<Sent> {
    const begun = first ? ({ kind: "started", attempt: first.attempt } as const) : await begin(key, job);
    if (begun.kind !== "started") return begun;
    return { kind: "sent", attempt: begun.attempt, result: await (first?.result ?? deps.transmit(key, begun.attempt)) };
  }

  /** Takes the turn first and writes the attempt before it comes, so that the write does not eat into the distance kept. */
  async function begin(key: AttemptKey, { gates, isDigest }: DeliveryJobData): Promise<BegunAttempt> {
    const waitMs = await takeTurn(deps.pool, gates);
    const turnAt = performance.now() + waitMs;
    const begun = await (isDigest ? beginDigest(key) : beginAttempt(key));
    if (begun.kind === "started") await pauseUntil(turnAt);
    return begun;
  }

  async function record(key: AttemptKey, sent: Extract<Sent, { kind: "sent" }>, settlement: Settlement, isDigest: boolean, ticket: JobTicket | undefined): Promise<void> {
    const { outcome, trace } = sent.result;
    if (outcome.status === "delivered" && sent.attempt.groupKey !== null) await rememberGroup(deps.pool, key.organizationId, sent.attempt, outcome.receipt);
    await recordAttempt({ key, attempt: sent.attempt, settlement, trace, receipt: outcome.status === "delivered" ? outcome.receipt : null, isDigest, ticket });
  }
}

function pauseUntil(at: number): Promise<void> {
  const ms = at - performance.now();
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
