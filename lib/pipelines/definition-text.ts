import { LineCounter, parseDocument, stringify } from "yaml";
import type { JsonObject } from "@/lib/pipeline/context";
import { invalidDefinition } from "./draft";

export const textFormats = ["json", "yaml"] as const;
export type TextFormat = (typeof textFormats)[number];

/** Reads a definition from JSON or YAML (JSON is YAML). Throws `invalid_definition` with line and column. */
export function parseDefinitionText(text: string): JsonObject {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw invalidDefinition([{ path: "", message: `line ${line}, column ${col}: ${error.message.split("\n")[0]}` }]);
  }
  const value = toValue(document);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalidDefinition([{ path: "", message: "expected an object with slug, name, sources, steps and destinations" }]);
  return value as JsonObject;
}

function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    // Aliases could make a small file a huge definition.
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw invalidDefinition([{ path: "", message: "expected a file without YAML aliases (*name)" }]);
  }
}

export function printDefinition(definition: JsonObject, format: TextFormat): string {
  return format === "json" ? `${JSON.stringify(definition, null, 2)}\n` : stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false });
}
