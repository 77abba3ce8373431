import { describe, expect, test } from "vitest";
import type { HttpOutcome, HttpPort } from "@/lib/ports/ports";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { testConnection } from "./accounts";

const busy = (retryAfter: string): HttpOutcome => ({ kind: "response", status: 429, headers: { "retry-after": retryAfter }, body: "{}", truncated: false, durationMs: 1 });
const itself: HttpOutcome = { kind: "response", status: 200, headers: {}, body: '{"name":"Ingestlayer"}', truncated: false, durationMs: 1 };

/** Asks Notion, which gives these answers, the last one again and again. */
async function ask(...answers: [HttpOutcome, ...HttpOutcome[]]) {
  let asked = 0;
  const http: HttpPort = { send: async () => answers[asked++] ?? answers.at(-1) ?? answers[0] };
  const answer = await testConnection("notion", { token: "ntn_0123456789" }, deliveryPorts(http));
  return { answer, asked };
}

describe("a vendor that has been asked too often", () => {
  test("is asked again when its limit is over soon", async () => {
    expect(await ask(busy("0"), itself)).toMatchObject({ answer: { ok: true }, asked: 2 });
  });

  test("is asked once more, not for ever", async () => {
    expect(await ask(busy("0"))).toMatchObject({ answer: { ok: false, code: "rate_limited" }, asked: 2 });
  });

  test("is not waited for when it takes longer", async () => {
    expect(await ask(busy("30"))).toMatchObject({ answer: { ok: false, code: "rate_limited", retryAfterMs: 30_000 }, asked: 1 });
  });
});
