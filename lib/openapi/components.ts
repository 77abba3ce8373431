import { z } from "zod";
import type { JsonSchema } from "./openapi-document";

export type Components = {
  /** The schema as OpenAPI holds it; what refers to itself stands among the components. */
  schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema;
  all(): Record<string, JsonSchema>;
};

/** zod puts what refers to itself into each schema's own `$defs`, which has no place inside an OpenAPI document. */
export function createComponents(): Components {
  const named = new Map<string, JsonSchema>();
  const nameOfText = new Map<string, string>();

  function nameOf(definition: JsonSchema): string {
    // The same definition has another number in each schema that holds it.
    const text = JSON.stringify(definition).replaceAll(/__schema\d+/g, "self");
    const known = nameOfText.get(text);
    if (known !== undefined) return known;
    const name = isAnyJson(definition) ? "Json" : `Shared${nameOfText.size + 1}`;
    nameOfText.set(text, name);
    return name;
  }

  return {
    schemaOf(schema, io) {
      const { $schema: _dialect, $defs, ...converted } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
      const names = new Map(Object.entries($defs ?? {}).map(([key, definition]) => [`#/$defs/${key}`, nameOf(definition)]));
      for (const [key, definition] of Object.entries($defs ?? {})) {
        const name = names.get(`#/$defs/${key}`);
        if (name !== undefined && !named.has(name)) named.set(name, rename(definition, names) as JsonSchema);
      }
      return rename(converted, names) as JsonSchema;
    },
    all: () => Object.fromEntries(named),
  };
}

function isAnyJson({ anyOf }: JsonSchema): boolean {
  return Array.isArray(anyOf) && anyOf.length === 6;
}

function rename(value: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const name = key === "$ref" && typeof member === "string" ? names.get(member) : undefined;
      return [key, name === undefined ? rename(member, names) : `#/components/schemas/${name}`];
    }),
  );
}
