import { bearerToken } from "@/lib/http/authenticate";
import { UserError } from "@/lib/errors";
import { invalidField } from "@/lib/http/invalid-request";
import { isObject, parseEvent, type ParseContext } from "../parse-event";
import { takeEvents, type TakenEntry } from "../take-events";
import { answerVerdicts } from "./answer-verdicts";
import { authenticateSender } from "./authenticate-sender";
import { readCloudEvents, type CloudEventsCall } from "./cloudevents";
import { headerOf, type HotPath, type HotPathRequest } from "./hot-path";
import { parseTraceparent } from "./parse-traceparent";
import { assertPlainBody, readJsonCall, refuseCall } from "./read-call";

const eventsMax = 500;

/** `POST /v1/ingest`: one event or a list, judged one by one; or CloudEvents. */
export const ingestPath: HotPath = {
  methods: ["POST"],
  async handle(request, { gate, requestId }) {
    const known = authenticateSender(bearerToken(headerOf(request, "authorization")), gate);
    const sender = known instanceof Promise ? await known : known;
    const call = refuseCall(sender, gate, () => readCall(request, gate.clock.now()));
    const entries = call.entries.map((entry, index): TakenEntry => {
      const at = call.isSingle ? "" : `${call.listName}[${index}]`;
      const own = call.traceparents?.[index];
      return { entry, at, parsed: parseEvent(entry, at, own ? { ...call, traceparent: own } : call) };
    });
    return answerVerdicts(await takeEvents(entries, sender, gate), call.isSingle, requestId);
  },
};

type IngestCall = ParseContext & {
  entries: unknown[];
  /** The body is the event itself: refused, it answers with the refusal's own status. */
  isSingle: boolean;
  /** What the entries' list is called in the body. */
  listName: string;
  /** Of each entry, where it has one of its own. */
  traceparents?: (string | null)[];
};

function readCall(request: HotPathRequest, nowMs: number): IngestCall {
  assertPlainBody(request);
  const cloudEvents = readCloudEvents(request);
  if (cloudEvents) return fromCloudEvents(cloudEvents, request, nowMs);
  const { body, mayHoldEscapes } = readJsonCall(request);
  const isSingle = !(isObject(body) && Object.hasOwn(body, "events"));
  return {
    entries: isSingle ? [body] : readEntries(body),
    isSingle,
    listName: "events",
    mayHoldEscapes,
    nowMs,
    traceparent: parseTraceparent(headerOf(request, "traceparent")),
  };
}

function fromCloudEvents({ events, isSingle }: CloudEventsCall, request: HotPathRequest, nowMs: number): IngestCall {
  if (events.length > eventsMax) throw new UserError("batch_too_large", `expected at most ${eventsMax} events, found ${events.length}`);
  return {
    entries: events.map(({ entry }) => entry),
    traceparents: events.map(({ traceparent }) => traceparent),
    isSingle,
    listName: "",
    // Attributes come from headers too, whose escapes are others.
    mayHoldEscapes: true,
    nowMs,
    traceparent: parseTraceparent(headerOf(request, "traceparent")),
  };
}

function readEntries(body: Record<string, unknown>): unknown[] {
  const { events, ...others } = body;
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalidField(other.slice(0, 64), "unknown field; expected events");
  if (!Array.isArray(events) || events.length === 0) throw invalidField("events", `expected a list of 1 to ${eventsMax} events`);
  if (events.length > eventsMax) {
    throw new UserError("batch_too_large", `events: expected at most ${eventsMax} events, found ${events.length}`);
  }
  return events;
}
