import { describe, expect, test } from "vitest";
import type { HttpOutcome, HttpPort } from "@/lib/ports/ports";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { sendTest, testConnection } from "./accounts";
import { sampleContext } from "./sample";

const answered = (status: number, body: string, headers: Record<string, string> = {}): HttpOutcome => ({ kind: "response", status, headers, body, truncated: false, durationMs: 1 });
const busy = (retryAfter: string) => answered(429, "{}", { "retry-after": retryAfter });
const itself = answered(200, '{"name":"Ingestlayer"}');

/** Gives these answers, the last one again and again. */
function answering(...answers: [HttpOutcome, ...HttpOutcome[]]) {
  const http: HttpPort = { send: async () => answers[calls.asked++] ?? answers.at(-1) ?? answers[0] };
  const calls = { asked: 0, ports: deliveryPorts(http) };
  return calls;
}

async function ask(...answers: [HttpOutcome, ...HttpOutcome[]]) {
  const vendor = answering(...answers);
  const answer = await testConnection("notion", { token: "ntn_0123456789" }, vendor.ports);
  return { answer, asked: vendor.asked };
}

async function tryOut(...answers: [HttpOutcome, ...HttpOutcome[]]) {
  const vendor = answering(...answers);
  const { outcome } = await sendTest("webhook", { url: "https://hook.example/", auth: "none" }, {}, vendor.ports, { context: sampleContext, deliveryId: "dlv_1", nowMs: Date.now() });
  return { outcome, asked: vendor.asked };
}

describe("a vendor that has been asked too often", () => {
  test("is asked again when its limit is over soon", async () => {
    expect(await ask(busy("0"), itself)).toMatchObject({ answer: { ok: true }, asked: 2 });
  });

  test("is not asked for ever", async () => {
    expect(await ask(busy("0"))).toMatchObject({ answer: { ok: false, code: "rate_limited" }, asked: 4 });
  });

  test("gets a test message again that it refused for its limit, and no other one", async () => {
    expect(await tryOut(busy("0"), answered(200, ""))).toMatchObject({ outcome: { status: "delivered" }, asked: 2 });
    expect(await tryOut(answered(503, "{}", { "retry-after": "0" }), answered(200, ""))).toMatchObject({ outcome: { status: "retry" }, asked: 1 });
  });

  test("is not waited for when it takes longer", async () => {
    expect(await ask(busy("30"))).toMatchObject({ answer: { ok: false, code: "rate_limited", retryAfterMs: 30_000 }, asked: 1 });
  });
});
