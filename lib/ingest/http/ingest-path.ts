import { bearerToken } from "@/lib/http/authenticate";
import { UserError } from "@/lib/errors";
import { isObject, parseEvent, type ParseContext } from "../parse-event";
import { takeEvents, type TakenEntry } from "../take-events";
import { answerVerdicts } from "./answer-verdicts";
import { authenticateSender } from "./authenticate-sender";
import { headerOf, type HotPath, type HotPathRequest } from "./hot-path";
import { parseTraceparent } from "./parse-traceparent";
import { readJsonCall, refuseCall } from "./read-call";

const eventsMax = 500;

/** `POST /v1/ingest`: one event or a list, judged one by one. */
export const ingestPath: HotPath = {
  methods: ["POST"],
  async handle(request, { gate, requestId }) {
    const sender = await authenticateSender(bearerToken(headerOf(request, "authorization")), gate);
    const call = await refuseCall(sender, gate, () => readCall(request, gate.clock.now()));
    const entries = call.entries.map((entry, index): TakenEntry => {
      const at = call.isSingle ? "" : `events[${index}]`;
      return { entry, at, parsed: parseEvent(entry, at, call) };
    });
    return answerVerdicts(await takeEvents(entries, sender, gate), call.isSingle, requestId);
  },
};

type IngestCall = ParseContext & {
  entries: unknown[];
  /** The body is the event itself: refused, it answers with the refusal's own status. */
  isSingle: boolean;
};

function readCall(request: HotPathRequest, nowMs: number): IngestCall {
  const { body, mayHoldEscapes } = readJsonCall(request);
  const isSingle = !(isObject(body) && Object.hasOwn(body, "events"));
  return {
    entries: isSingle ? [body] : readEntries(body),
    isSingle,
    mayHoldEscapes,
    nowMs,
    traceparent: parseTraceparent(headerOf(request, "traceparent")),
  };
}

function readEntries(body: Record<string, unknown>): unknown[] {
  const { events, ...others } = body;
  const [other] = Object.keys(others);
  if (other !== undefined) throw fieldError(other.slice(0, 64), "unknown field; expected events");
  if (!Array.isArray(events) || events.length === 0) throw fieldError("events", `expected a list of 1 to ${eventsMax} events`);
  if (events.length > eventsMax) {
    throw new UserError("batch_too_large", `events: expected at most ${eventsMax} events, found ${events.length}`);
  }
  return events;
}

function fieldError(path: string, message: string): UserError {
  return new UserError("invalid_request", `${path}: ${message}`, [{ path, message }]);
}
