import type pg from "pg";
import { takeTurn, type Gate } from "@/lib/deliveries/send-gate";
import { parkDefaultMs } from "@/lib/deliveries/settle-attempt";
import type { DeliveryOutcome } from "@/lib/destinations/contract";
import { RetryAfter } from "@/lib/durable/contract";
import { UpstreamError } from "@/lib/errors";
import type { NoticeProblem } from "./settings-store";

/** Sends at the pace that all messages of the target keep. Null once it is there, why not where it never will be; throws where a later try may help. */
export async function pacedSend(pool: pg.Pool, gates: Gate[], send: () => Promise<DeliveryOutcome>): Promise<NoticeProblem | null> {
  const waitMs = await takeTurn(pool, gates);
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  const outcome = await send();
  if (outcome.status === "delivered") return null;
  if (outcome.status === "rejected") return { code: outcome.code, detail: outcome.detail };
  if (outcome.rateLimited) throw new RetryAfter(outcome.detail, outcome.retryAfterMs ?? parkDefaultMs, false);
  throw new UpstreamError(outcome.detail, outcome.retryAfterMs);
}
