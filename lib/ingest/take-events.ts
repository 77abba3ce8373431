import { UserError } from "@/lib/errors";
import type { AcceptedEvent, CallVerdict } from "./accept-events";
import type { Gate } from "./gate";
import { isObject, isRefusal, joinPath, type EventRefusal, type IncomingEvent } from "./parse-event";
import type { LimitedBy } from "./rate-limiter";
import type { RejectionReason } from "./rejection-recorder";

/** Whoever was let in: its events come from this source. */
export type Sender = {
  organizationId: string;
  sourceId: string;
  /** Beside the source's own limit: the key's. */
  limitedBy: LimitedBy | null;
};

/** One event of a call, parsed. */
export type TakenEntry = {
  /** What was sent, as the history of rejections shows it. */
  entry: unknown;
  /** Its place in the body, `events[3]`; empty where the body is the event. */
  at: string;
  parsed: IncomingEvent | EventRefusal;
};

/** In the order of the entries. `gone`: the sender's source or organization is no more, as if it had not been let in. */
export type Verdicts = "gone" | ({ type: string; event: AcceptedEvent } | { refusal: EventRefusal })[];

/**
 * What every way in does with its events once their sender is known: schemas, limits, duplicates, one commit; counts
 * and rejections. With `pipelineId` they start that one instead of all that match. Resolves after the
 * commit. Throws `not_deployed` where that one takes none, and UpstreamError while the database does not keep up.
 */
export async function takeEvents(entries: TakenEntry[], sender: Sender, gate: Gate, pipelineId?: string): Promise<Verdicts> {
  // Loops: this runs for every event.
  const events: IncomingEvent[] = [];
  for (const { parsed } of entries) if (!isRefusal(parsed)) events.push(parsed);
  const { organizationId, sourceId, limitedBy } = sender;
  const judged = events.length > 0 ? judgedIn(await gate.acceptor.accept({ organizationId, sourceId, limitedBy, events, pipelineId }), events) : [];
  if (judged === "gone") return judged;
  const verdicts: Exclude<Verdicts, "gone"> = [];
  let next = 0;
  for (const { entry, at, parsed } of entries) {
    if (isRefusal(parsed)) {
      verdicts.push({ refusal: keepRefusal(parsed, { sender, entry }, gate) });
      continue;
    }
    const one = judged[next++];
    if (!one) throw new Error("fewer events came back than were given");
    if (isRefusal(one)) {
      verdicts.push({ refusal: keepRefusal(placeRefusal(one, at), { sender, entry, event: parsed }, gate) });
      continue;
    }
    if (one.duplicate) gate.counts.duplicates++;
    else gate.counts.accepted++;
    verdicts.push({ type: parsed.type, event: one });
  }
  return verdicts;
}

function judgedIn(verdict: CallVerdict, events: IncomingEvent[]): "gone" | (AcceptedEvent | EventRefusal)[] {
  if (verdict.kind === "judged") return verdict.events;
  if (verdict.kind === "unknown") return "gone";
  if (verdict.kind === "inactive") throw new UserError("not_deployed", "This pipeline takes no events now: deploy and activate it");
  const refusal: EventRefusal = { code: "source_paused", message: "This source is paused: resume it, or send to another one" };
  return events.map(() => refusal);
}

/** A schema names places from `payload` on; the sender looks for them in what it sent. */
function placeRefusal(refusal: EventRefusal, at: string): EventRefusal {
  if (at === "" || refusal.path === undefined) return refusal;
  return {
    ...refusal,
    path: joinPath(at, refusal.path),
    message: joinPath(at, refusal.message),
    ...(refusal.problems && { problems: refusal.problems.map((problem) => ({ ...problem, path: joinPath(at, problem.path) })) }),
  };
}

/** Counts and keeps a refusal of one event, or of a whole call: then `entry` is undefined. */
export function keepRefusal(refusal: EventRefusal, { sender, entry, event }: { sender: Pick<Sender, "organizationId" | "sourceId">; entry: unknown; event?: IncomingEvent }, gate: Gate): EventRefusal {
  const reason = reasonOf(refusal);
  gate.counts.rejected[reason] = (gate.counts.rejected[reason] ?? 0) + 1;
  const { organizationId, sourceId } = sender;
  const { message, path, problems } = refusal;
  const { type, payload } = event ?? (isObject(entry) ? entry : { type: undefined, payload: undefined });
  gate.rejections.record({
    organizationId, sourceId, reason, message, type, payload,
    ...(path !== undefined && { path }),
    ...(problems && { problems }),
    // Refused for what its sender or a schema can mend, it can be accepted later as it came.
    ...(event && reason === "schema_violation" && { event }),
  });
  return refusal;
}

function reasonOf({ code }: EventRefusal): RejectionReason {
  switch (code) {
    case "event_too_large":
    case "batch_too_large":
    case "body_too_large":
      return "too_large";
    case "source_paused":
    case "schema_violation":
    case "rate_limited":
      return code;
    default:
      return "malformed";
  }
}
