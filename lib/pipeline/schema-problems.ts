import { z } from "zod";
import type { Problem } from "@/lib/errors";
import { joinPath, printPath } from "./problems";

/** What a schema has against a value: one problem a place, unknown keys among them. Paths start with `path`. */
export function schemaProblems(schema: z.ZodType, value: unknown, path: string): Problem[] {
  const parsed = schema.safeParse(value);
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => flatten(issue, []));
  const problems = issues.map((issue) => ({ path: joinPath(path, printPath(issue.path)), message: issue.message }));
  return [...problems, ...unknownKeys(schema, value, path)];
}

type Flat = { path: PropertyKey[]; message: string };

/** A union that fits nowhere reports the option that came nearest: the one with the fewest issues, then the deepest. */
function flatten(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Flat[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey }));
  if (issue.code !== "invalid_union") return [{ path, message: issue.message }];
  const [nearest] = issue.errors
    .map((issues) => issues.flatMap((inner) => flatten(inner, path)))
    .filter((flat) => flat.length > 0)
    .toSorted((a, b) => a.length - b.length || depthOf(b) - depthOf(a));
  return nearest ?? [{ path, message: issue.message }];
}

function depthOf(issues: Flat[]): number {
  return Math.max(...issues.map(({ path }) => path.length));
}

const unknownKey = "unknown, expected no such key";

/** zod drops unknown keys in silence; a misspelt `when` must not turn into a destination without one. */
function unknownKeys(schema: z.core.$ZodType, value: unknown, path: string): Problem[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return unknownKeys(schema.def.innerType, value, path);
  }
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((candidate) => z.safeParse(candidate, value).success);
    return option ? unknownKeys(option, value, path) : [];
  }
  if (schema instanceof z.ZodLazy) return unknownKeys(schema.def.getter(), value, path);
  if (Array.isArray(value)) {
    return schema instanceof z.ZodArray ? value.flatMap((item: unknown, index) => unknownKeys(schema.element, item, `${path}[${index}]`)) : [];
  }
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  if (schema instanceof z.ZodRecord) {
    const { valueType } = schema.def;
    return entries.flatMap(([key, member]) => unknownKeys(valueType, member, joinPath(path, printPath([key]))));
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const known = new Map(Object.entries(schema.shape));
  return entries.flatMap(([key, member]) => {
    const memberPath = joinPath(path, printPath([key]));
    const memberSchema = known.get(key);
    if (memberSchema) return unknownKeys(memberSchema, member, memberPath);
    // A strict schema has reported it by itself, a loose one takes it.
    return schema.def.catchall ? [] : [{ path: memberPath, message: `${unknownKey}; known are ${[...known.keys()].join(", ")}` }];
  });
}
