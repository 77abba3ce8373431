import { expect, it } from "vitest";
import { type Json } from "@/lib/durable/contract";
import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { applyEdit, type DefinitionEdit } from "../editor/definition-edit";
import { sampleDefinition } from "../testing/sample-definition";
import { diffDefinitions, type Names } from "./diff-definitions";

const definition = sampleDefinition();
const slugs: Record<string, string> = { con_1: "acme-slack", con_2: "archive-hook", src_1: "default" };
const names: Names = { source: (id) => slugs[id] ?? id, connection: (id) => slugs[id] ?? id };
const texts = (after: PipelineDefinition, before = definition) => diffDefinitions(before, after, names).map(({ text }) => text);
const after = (...edits: DefinitionEdit[]) => edits.reduce((before, edit) => applyEdit(before, edit).definition, definition);

it("says nothing of what a deploy alone changes: slugs to ids, channel names to channels", () => {
  const deployed: PipelineDefinition = {
    ...definition,
    sources: [{ source: "src_1", match: "support.ticket.created" }],
    destinations: definition.destinations.map((one, index) => ({ ...one, connection: `con_${index + 1}`, ...(index === 0 ? { target: { channel: "C042", channelName: "alerts" } } : {}) })),
  };
  expect(texts(definition, deployed)).toEqual([]);
});

it("says where a step was added, and which was removed or moved", () => {
  expect(texts(after({ type: "insert-step", index: 1, kind: "transform", config: {} }))).toEqual(["added step transform “transform” after “urgency”"]);
  expect(texts(after({ type: "insert-step", index: 0, kind: "transform", config: {} }))).toEqual(["added step transform “transform” at the start"]);
  expect(texts(after({ type: "remove", key: "step:only-critical" }))).toEqual(["removed step filter.match “only-critical”"]);
  expect(texts(after({ type: "move-step", id: "strip-pii", index: 0 }))).toEqual(["moved step “strip-pii” at the start"]);
});

it("tells a condition's change as the card words it", () => {
  const where = { combinator: "and", conditions: [{ field: "$classify.urgency", op: "==", value: "high" }] };
  expect(texts(after({ type: "set-step-config", id: "only-critical", config: { where } }))).toEqual([
    "filter.match “only-critical” · Continue only if: urgency = critical → urgency = high",
  ]);
});

it("tells a change deep in a config by the form's labels and the user's names", () => {
  const [classify, , redact] = definition.steps;
  const labels: Json[] = [{ name: "critical", rules: { words: ["down", "fire"] } }, { name: "low", rules: { words: ["*"] } }, { name: "vip" }];
  expect(texts(after({ type: "set-step-config", id: "urgency", config: { ...classify?.config, labels } }))).toEqual([
    "classify “urgency” · Labels: added “vip”",
    "classify “urgency” · Labels › critical › Keyword rules › Words and phrases: added “fire”",
  ]);
  expect(texts(after({ type: "set-step-config", id: "strip-pii", config: { ...redact?.config, columns: { default: { email: "remove" } } } }))).toEqual([
    "redact.pii “strip-pii” · Columns › default › Email addresses: Mask → Remove",
    "redact.pii “strip-pii” · Columns › archive: “hash” removed",
  ]);
});

it("tells where a destination sends to now, when, and by which message", () => {
  expect(texts(after({ type: "update-destination", id: "on-call", changes: { target: { channel: "#ops" } } }))).toEqual(["Slack “on-call” · #alerts → #ops"]);
  expect(texts(after({ type: "update-destination", id: "archive", changes: { when: undefined } }))).toEqual([
    "Webhook “archive” · when: customer_tier is one of pro, enterprise → always",
  ]);
  expect(texts(after({ type: "update-destination", id: "on-call", changes: { template: { mode: "message", text: "x" } } }))).toEqual(["Slack “on-call” · message: written by hand"]);
  expect(texts(after({ type: "remove", key: "destination:archive" }))).toEqual(["removed destination Webhook archive-hook “archive”"]);
});

it("tells what events come in", () => {
  expect(texts(after({ type: "update-source", index: 0, rule: { source: "default", match: "support.*" } }))).toEqual([
    "added source default (support.*)", "removed source default (support.ticket.created)",
  ]);
  expect(texts(after({ type: "remove", key: "source:0" }))).toEqual(["removed source default (support.ticket.created)", "takes events of every source"]);
});
