import { UserError } from "@/lib/errors";
import { webhookAuths } from "@/lib/webhook-sources/auth/auths";
import type { WebhookCall } from "@/lib/webhook-sources/auth/contract";
import { parseWebhookBody } from "@/lib/webhook-sources/parse-webhook-body";
import { isProvenBySource, type WebhookSource } from "@/lib/webhook-sources/webhook-source";
import { isEventType, isObject, parseEvent, type EventRefusal, type IncomingEvent } from "../parse-event";
import { takeEvents } from "../take-events";
import { answerVerdicts } from "./answer-verdicts";
import { headerOf, lastSegment, type HotPath, type HotPathRequest } from "./hot-path";
import { parseTraceparent } from "./parse-traceparent";
import { assertPlainBody, refuseCall } from "./read-call";

const defaultType = "webhook.received";

/**
 * `POST /whk/<token>`: the body is the payload of one event. Answers as a single event to `/v1/ingest` does: 202, 401
 * for a call that its source's secret does not prove, 404 for an address that is none, 413, 415, 422, 429.
 */
export const webhookPath: HotPath = {
  methods: ["POST"],
  async handle(request, { gate, requestId }) {
    const source = await gate.webhookSources.find(lastSegment(request));
    if (!source) throw new UserError("not_found", "There is no webhook address like this: it may have been replaced by a new one");
    const sender = { organizationId: source.organizationId, sourceId: source.id, limitedBy: null };
    const call: WebhookCall = { header: (name) => headerOf(request, name), body: request.body, nowMs: gate.clock.now() };
    // A body that is too long was cut, and proves nothing: of what nobody proved nothing is kept.
    assertPlainBody(request);
    if (!isProvenBySource(call, source)) {
      gate.counts.unauthenticated++;
      throw new UserError("unauthenticated", unprovenWords[source.mode]);
    }
    const { payload, mayHoldEscapes } = refuseCall(sender, gate, () => parseWebhookBody(request.body, headerOf(request, "content-type")));
    const parsed = toEvent(payload, mayHoldEscapes, call, source, request);
    return answerVerdicts(await takeEvents([{ entry: { payload }, at: "", parsed }], sender, gate), true, requestId);
  },
};

const unprovenWords: Record<WebhookSource["mode"], string> = {
  hmac: "X-Ingest-Signature: expected the hex HMAC-SHA256 of the raw body with this source's secret",
  "standard-webhooks": "webhook-signature: expected a Standard Webhooks signature with this source's secret, at most 5 minutes old",
  github: "X-Hub-Signature-256: expected GitHub's signature with this source's secret",
  stripe: "Stripe-Signature: expected Stripe's signature with this endpoint's signing secret, at most 5 minutes old",
  bearer: "Authorization: expected `Bearer ` and this source's secret",
  none: "expected a call to an open address",
};

function toEvent(payload: unknown, mayHoldEscapes: boolean, call: WebhookCall, { mode }: WebhookSource, request: HotPathRequest): IncomingEvent | EventRefusal {
  const auth = webhookAuths[mode];
  const fields = isObject(payload) ? payload : {};
  const type = auth.typeOf?.(call, fields) ?? (typeof fields.type === "string" ? fields.type : defaultType);
  const key = headerOf(request, "x-ingest-idempotency-key") ?? auth.keyOf?.(call, fields);
  return parseEvent(
    // A type that we would refuse is the sender's to choose and nobody's to change: the event is worth more than its name.
    { type: isEventType(type) ? type : defaultType, payload, ...(key !== undefined && key !== "" && { idempotencyKey: key.slice(0, 255) }) },
    "",
    { mayHoldEscapes, nowMs: call.nowMs, traceparent: parseTraceparent(headerOf(request, "traceparent")) },
  );
}
