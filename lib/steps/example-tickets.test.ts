import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { definitionSchema } from "@/lib/pipeline/definition";
import type { RedactionPlan, RunContext } from "@/lib/pipeline/context";
import { runPipeline } from "@/lib/pipeline/run";
import type { StepPort } from "@/lib/durable/contract";
import { validateDefinition } from "@/lib/pipeline/validate";
import { destinationCatalog } from "@/lib/destinations/catalog";
import { viewContext } from "@/lib/pipeline/redaction-view";
import type { Ports } from "@/lib/ports/ports";
import { stepCatalog } from "./catalog";
import { classify } from "./classify/definition";
import { executeClassify } from "./classify/execute";
import { stepExecutors } from "./executors";
import { redactPii } from "./redact-pii/definition";
import { executeRedactPii } from "./redact-pii/execute";

const examples = path.join(import.meta.dirname, "../../examples");
const ticketSchema = z.strictObject({
  ticket_id: z.string().regex(/^T-\d+$/),
  subject: z.string().min(1),
  body: z.string().min(1),
  customer_tier: z.enum(["free", "pro", "enterprise"]),
  channel: z.enum(["email", "chat", "form"]),
});
const tickets = readFileSync(path.join(examples, "support-tickets.jsonl"), "utf8").trim().split("\n").map((line) => ticketSchema.parse(JSON.parse(line)));
const definition = definitionSchema.parse(JSON.parse(readFileSync(path.join(examples, "route-support-escalations.json"), "utf8")));
const configOf = (id: string) => definition.steps.find((step) => step.id === id)?.config;
const noPorts = {} as Ports;

function contextOf(payload: (typeof tickets)[number]): RunContext {
  const time = "2026-11-23T10:00:00.000Z";
  const meta = { source: "default", url: "http://localhost/events/evt_1", idempotency_key: payload.ticket_id };
  return { event: { id: "evt_1", type: "support.ticket.created", received_at: time, occurred_at: time, payload, meta }, values: {}, redactions: [] };
}

const shared = { organizationId: "org_1", organizationHashKey: "key", nowMs: 0 };

async function urgencyOf(ticket: (typeof tickets)[number]): Promise<unknown> {
  const result = await executeClassify({ ...shared, config: classify.config.parse(configOf("urgency")), context: contextOf(ticket), stepKey: "run_1/urgency", scope: "pip_1/step" }, noPorts);
  const chosen = result.kind === "continue" ? result.patch.values?.classify : undefined;
  return typeof chosen === "object" && chosen !== null && !Array.isArray(chosen) ? chosen.urgency : undefined;
}

function seenBy(id: string, ticket: (typeof tickets)[number]): string {
  const context = contextOf(ticket);
  const result = executeRedactPii({ ...shared, config: redactPii.config.parse(configOf("strip-pii")), context, stepKey: "run_1/strip-pii", scope: "pip_1/step" }, noPorts);
  const plan: RedactionPlan | undefined = "then" in result || result.kind !== "continue" ? undefined : result.patch.redaction;
  if (!plan) throw new Error("expected a plan");
  return JSON.stringify(viewContext({ ...context, redactions: [plan] }, { kind: "destination", id }).event.payload);
}

test("the 200 tickets are a mix that reads like a support inbox", async () => {
  expect(tickets).toHaveLength(200);
  expect(new Set(tickets.map(({ ticket_id }) => ticket_id)).size).toBe(200);
  const urgencies = await Promise.all(tickets.map(urgencyOf));
  const count = (urgency: string) => urgencies.filter((value) => value === urgency).length;
  expect(count("critical")).toBeGreaterThanOrEqual(30);
  expect(count("critical")).toBeLessThanOrEqual(40);
  expect(count("high")).toBeGreaterThan(5);
  expect(count("critical") + count("high") + count("low")).toBe(200);
});

// Coarser than the detectors, and written apart from them, so that it can disagree.
const leaks: Record<string, RegExp> = {
  "an address": /[\w.+-]+@[\w-]+\.[a-z]/i,
  "an international number": /\+\d[\d ()-]{7,}\d/,
  "a US number": /(?<![\w-])\(?\d{3}\)?[ -]\d{3}-\d{4}\b/,
  "a card": /(?<!\d)\d{4} \d{4} \d{4} \d{4}(?!\d)|(?<!\d)\d{4} \d{6} \d{5}(?!\d)/,
  "an IBAN": /\b[A-Z]{2}\d{2} (?:[A-Z0-9]{4} ){2}/,
  "a key": /\b(?:sk_live_|ghp_|xoxb-|AKIA|AIza|whsec_)[\w-]{8}|Bearer \w/,
};

test.each(["on-call", "archive"])("no personal data is left in what %s sees", (id) => {
  const left = tickets.flatMap((ticket) => Object.entries(leaks).flatMap(([name, form]) => form.exec(seenBy(id, ticket))?.[0].replace(/^/, `${ticket.ticket_id} ${name}: `) ?? []));
  expect(left).toEqual([]);
});

test("on-call sees no address of a network, the archive does as its column says", () => {
  const ipv4 = /\b(?:203\.0\.113|198\.51\.100|192\.0\.2)\.\d/;
  const withIp = tickets.filter((ticket) => ipv4.test(ticket.body));
  expect(withIp.length).toBeGreaterThan(10);
  expect(withIp.filter((ticket) => ipv4.test(seenBy("on-call", ticket)))).toEqual([]);
  expect(withIp.every((ticket) => ipv4.test(seenBy("archive", ticket)))).toBe(true);
});

test("order numbers, versions, dates and ids that only look like personal data stay", () => {
  const all = tickets.map((ticket) => seenBy("on-call", ticket)).join("\n");
  const lookAlikes = [
    "INV-2026-10-0042", "ORD-2026-118834", "order 4155550123", "100245881", "v4.12.0", "2026.11.23.1", "2026-11-0093", "883 1204 771", "Chrome/131.0.6778.85", "2026-11-21", "11/03/2026",
    "7f3e9a12-44c0-4b1e-9a6d-2f0c5b7e1a90", "4bf92f3577b34da6a3ce929d0e0e4736", "RFC 5246", "550 5.7.1", "1.234,50", "GC-7741-0093-5520", "9b2c3f0e-1111-4222-8333-abcdefabcdef", "C-20417", "NL004495445B01",
  ];
  expect(lookAlikes.filter((text) => !all.includes(text))).toEqual([]);
  const untouched = tickets.filter((ticket) => seenBy("on-call", ticket) === JSON.stringify(ticket)).length;
  expect(untouched).toBeGreaterThan(100);
});

test("the definition is valid and runs without a durable step: one ticket, one outcome, only the critical ones delivered", async () => {
  const checked = validateDefinition(definition, { steps: stepCatalog, destinations: destinationCatalog });
  expect(checked).toMatchObject({ ok: true });
  const refuse = () => Promise.reject(new Error("every step of this pipeline is pure"));
  const step: StepPort = { run: refuse, sleep: refuse, sleepUntil: refuse, sendEvent: refuse };
  for (const ticket of tickets) {
    const { event } = contextOf(ticket);
    const input = { definition, event, runId: `run_${ticket.ticket_id}`, pipelineId: "pip_1", organizationId: "org_1", organizationHashKey: "key", startedAtMs: 0 };
    const outcome = await runPipeline(input, { step, steps: stepCatalog, executors: stepExecutors, ports: noPorts, clock: { now: () => 0 } });
    const isCritical = (await urgencyOf(ticket)) === "critical";
    expect(outcome.status).toBe(isCritical ? "succeeded" : "filtered");
    for (const { context, destinationId } of outcome.deliveries) expect(JSON.stringify(context.event.payload)).toBe(seenBy(destinationId, ticket));
    expect(outcome.deliveries.find(({ destinationId }) => destinationId === "archive")?.whenHolds).toBe(isCritical ? ticket.customer_tier !== "free" : undefined);
  }
});
