import { unauthenticated } from "@/lib/http/authenticate";
import { jsonResponse, retryAfterSeconds, statusOfCode, type PlainResponse } from "@/lib/http/error-response";
import type { EventRefusal } from "../parse-event";
import type { Verdicts } from "../take-events";

/**
 * 202 when at least one event was accepted: `{ data: { events: [{ index, id, type, duplicate, problems? }], rejected:
 * [{ index, code, message, path?, problems? }] } }`. Else the refusal's own status for a single event, 429 where limits
 * refused them all, and 400 for any other batch. `Retry-After` is sent whenever sending refused events again can help.
 */
export function answerVerdicts(verdicts: Verdicts, isSingle: boolean, requestId: string): PlainResponse {
  if (verdicts === "gone") throw unauthenticated();
  const events: { index: number; id: string; type: string; duplicate: boolean }[] = [];
  const rejected: ({ index: number } & EventRefusal)[] = [];
  let retryAfterMs = 0;
  verdicts.forEach((verdict, index) => {
    if ("refusal" in verdict) {
      const { retryAfterMs: ms = 0, ...refusal } = verdict.refusal;
      retryAfterMs = Math.max(retryAfterMs, ms);
      rejected.push({ index, ...refusal });
    } else {
      const { id, duplicate, problems } = verdict.event;
      events.push({ index, id, type: verdict.type, duplicate, ...(problems && { problems }) });
    }
  });
  const headers: Record<string, string> = retryAfterMs > 0 ? { "retry-after": retryAfterSeconds(retryAfterMs) } : {};
  if (events.length > 0) return jsonResponse(202, { data: { events, rejected } }, requestId, headers);
  const [first] = rejected;
  const code = first && rejected.every((refusal) => refusal.code === first.code) ? first.code : "invalid_request";
  if (isSingle && first) {
    const { message, path, problems } = first;
    const details = problems ?? (path === undefined ? undefined : [{ path, message }]);
    return jsonResponse(statusOfCode[code], { error: { code, message, ...(details && { details }) } }, requestId, headers);
  }
  const message = `None of the ${rejected.length} events was accepted. The first: ${first?.message ?? ""}`;
  return jsonResponse(code === "rate_limited" ? 429 : 400, { error: { code, message, details: rejected } }, requestId, headers);
}
