import { asSchema } from "@/lib/schemas/json-schema";
import { printType } from "@/lib/schemas/to-typescript";
import type { JsonSchema } from "@/lib/openapi/openapi-document";

/** A schema as a reader takes it in at a glance: TypeScript, where what is shared stands by its name. */
export function describeSchema(schema: JsonSchema): string {
  return printType(asSchema(named(schema)));
}

/** A reference as an object (of any JSON, as anything) that a comment names: what it holds stands among the components. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null) return value;
  const { $ref, ...rest } = asSchema(value);
  if (typeof $ref !== "string") return Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, named(member)]));
  const name = $ref.split("/").at(-1);
  return name === "Json" ? {} : { type: "object", description: name };
}
