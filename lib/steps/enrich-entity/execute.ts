import type { StepExecutor } from "../contract";
import { entityId } from "../entity-id";
import type { enrichEntity } from "./definition";

/** An unknown one is no error: `$entity.<kind>` is then empty, and a template's default speaks. */
export const executeEnrichEntity: StepExecutor<typeof enrichEntity> = async ({ config, context, organizationId }, { entities }) => {
  const externalId = entityId(config.key, context);
  const traits = externalId === null ? null : await entities.find(organizationId, config.kind, externalId);
  const found = traits === null || externalId === null ? {} : { ...traits, external_id: externalId };
  return { kind: "continue", patch: { values: { entity: { [config.kind]: found } } }, facts: { found: traits !== null, external_id: externalId } };
};
