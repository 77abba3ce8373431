import { z } from "zod";
import { modelKinds, isModelKind } from "@/lib/connections/model-kinds";
import { destinationDefinition } from "@/lib/destinations/catalog";

/** What the vendor told about the account, and not for a person to edit. */
const facts: Record<string, readonly string[]> = { slack: ["teamId", "teamName", "botUserId", "scopes"], notion: ["workspaceId", "botId"] };

/** The fields of a connection that a person fills in; undefined for a kind there is not. */
export function configSchema(kind: string): z.ZodObject | undefined {
  const schema = isModelKind(kind) ? modelKinds[kind] : destinationDefinition(kind)?.connection;
  if (!(schema instanceof z.ZodObject)) return undefined;
  const hidden = new Set(facts[kind]);
  return z.strictObject(Object.fromEntries(Object.entries(schema.shape).filter(([name]) => !hidden.has(name))));
}
