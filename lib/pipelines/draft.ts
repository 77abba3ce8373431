import { z } from "zod";
import { UserError } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import { slugSchema } from "@/lib/pipeline/definition";
import { printPath } from "@/lib/pipeline/problems";

const parts = z.array(z.record(z.string(), z.json())).max(50).default([]);

/** A draft holds work in progress, so it may have problems; only its outline must be a definition's. Deploying checks the rest. */
const draftSchema = z.object({
  version: z.literal(1).default(1),
  slug: slugSchema,
  name: z.string().min(1).max(120),
  sources: parts,
  steps: parts,
  destinations: parts,
});
export type Draft = z.infer<typeof draftSchema>;

/** Throws `invalid_definition` naming what is not even a draft. */
export function parseDraft(definition: JsonObject): Draft {
  const parsed = draftSchema.safeParse(definition);
  if (parsed.success) return parsed.data;
  throw invalidDefinition(parsed.error.issues.map((issue) => ({ path: printPath(issue.path), message: issue.message })));
}

export function invalidDefinition(problems: { path: string; message: string }[]): UserError {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  const lines = problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return new UserError("invalid_definition", `The pipeline has ${count}: ${lines.join("; ")}`, problems);
}
