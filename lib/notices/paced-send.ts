import type pg from "pg";
import { reserveSend, type Gate } from "@/lib/deliveries/send-gate";
import type { DeliveryOutcome } from "@/lib/destinations/contract";
import { RetryAfter } from "@/lib/durable/contract";
import { UpstreamError } from "@/lib/errors";
import type { NoticeProblem } from "./settings-store";

const gateWaitMaxMs = 2000;
const parkDefaultMs = 1000;

/** Sends at the pace that all messages of the target keep. Null once it is there, why not where it never will be; throws where a later try may help. */
export async function pacedSend(pool: pg.Pool, gates: Gate[], send: () => Promise<DeliveryOutcome>): Promise<NoticeProblem | null> {
  const turn = await reserveSend(pool, gates, gateWaitMaxMs);
  if ("retryMs" in turn) throw new RetryAfter("waiting for the pace of its channel or account", turn.retryMs, false);
  if (turn.waitMs > 0) await new Promise((resolve) => setTimeout(resolve, turn.waitMs));
  const outcome = await send();
  if (outcome.status === "delivered") return null;
  if (outcome.status === "rejected") return { code: outcome.code, detail: outcome.detail };
  if (outcome.rateLimited) throw new RetryAfter(outcome.detail, outcome.retryAfterMs ?? parkDefaultMs, false);
  throw new UpstreamError(outcome.detail, outcome.retryAfterMs);
}
