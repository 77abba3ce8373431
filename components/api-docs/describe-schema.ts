import { asSchema } from "@/lib/schemas/json-schema";
import { printType } from "@/lib/schemas/to-typescript";
import type { JsonSchema } from "@/lib/openapi/openapi-document";

/** A schema as a reader takes it in at a glance: TypeScript, where what is shared stands by its name. */
export function describeSchema(schema: JsonSchema): string {
  return printType(asSchema(named(schema) as never));
}

/** A reference as a type of that name: a `const` that prints as it is. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null) return value;
  const { $ref, ...rest } = value as JsonSchema;
  if (typeof $ref === "string") return { description: `${$ref.split("/").at(-1)}`, type: $ref.endsWith("/Json") ? undefined : "object" };
  return Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, named(member)]));
}
