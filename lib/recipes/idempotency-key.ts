import type { JsonObject } from "@/lib/pipeline/context";
import { keyFromPayload, keyPaths } from "@/lib/schemas/idempotency";
import { parseYamlSchema } from "@/lib/schemas/yaml-schema";
import type { Recipe } from "./contract";

/** What names this payload's event by the recipe's declaration; null where each event is one of its own. */
export function idempotencyKeyOf({ schema }: Recipe, payload: JsonObject): string | null {
  const { idempotency } = parseYamlSchema(schema);
  return idempotency ? keyFromPayload(keyPaths(idempotency.key), payload) : null;
}
