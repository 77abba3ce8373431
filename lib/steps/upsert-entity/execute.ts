import type { Json } from "@/lib/durable/contract";
import { escapeNone } from "@/lib/pipeline/escape";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { refOf, resolveRef } from "@/lib/pipeline/refs";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { StepExecutor } from "../contract";
import { entityId } from "../entity-id";
import type { upsertEntity } from "./definition";

/** An event without the id changes nothing and goes on: one odd event is no reason to lose its message. */
export const executeUpsertEntity: StepExecutor<typeof upsertEntity> = async ({ config, context, organizationId, stepKey }, { entities }) => {
  const externalId = entityId(config.externalId, context);
  if (externalId === null) return { kind: "continue", patch: { values: { entity: { [config.kind]: {} } } }, facts: { written: false, external_id: null } };
  const merged = await entities.write(organizationId, { kind: config.kind, externalId, traits: traitsOf(config.traits, context), ticket: `run:${stepKey}` });
  return { kind: "continue", patch: { values: { entity: { [config.kind]: { ...merged, external_id: externalId } } } }, facts: { written: true, external_id: externalId } };
};

function traitsOf(templates: { [name: string]: string }, context: RunContext): JsonObject {
  const values = Object.entries(templates).map(([name, text]): [string, Json | undefined] => [name, valueOf(text, context)]);
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

function valueOf(text: string, context: RunContext): Json | undefined {
  const ref = refOf(text.trim());
  return ref ? resolveRef(ref, context) : renderProse(proseOf(text), context, escapeNone);
}
