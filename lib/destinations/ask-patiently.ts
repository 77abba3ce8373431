import { setTimeout as sleep } from "node:timers/promises";
import type { DeliveryOutcome } from "./contract";

const patienceMs = 3000;

/**
 * Asks again while the vendor's limit is over soon, as Notion's three calls a second or Slack's one message: those on their
 * way use it up as well, and that is no reason to refuse a person a deploy or a test. Waits 3 s in all, three times at most.
 */
export async function askPatiently<T>(ask: () => Promise<T>, waitOf: (answer: T) => number | undefined): Promise<T> {
  for (let leftMs = patienceMs; ; ) {
    const answer = await ask();
    const waitMs = waitOf(answer);
    if (waitMs === undefined || Math.max(waitMs, 1000) > leftMs) return answer;
    await sleep(waitMs);
    leftMs -= Math.max(waitMs, 1000);
  }
}

/** Only of a message that the vendor's limit kept from being taken: any other one may have arrived. */
export function waitOfLimit(outcome: DeliveryOutcome): number | undefined {
  return outcome.status === "retry" && outcome.rateLimited ? outcome.retryAfterMs : undefined;
}
