import type { z } from "zod";
import type { Problem } from "@/lib/errors";
import { checkCondition } from "./check-condition";
import { conditionSchema } from "./definition";
import { isDuration } from "./durations";
import { patternProblem } from "./pattern";
import { prefixProblems } from "./problems";
import { isRefError, parseRef } from "./refs";
import { parseJsonTemplate } from "./template-json";
import { printTemplateProblem, type TemplateProblem } from "./template-problem";
import { parseProse } from "./template-prose";
import { walkFields, type FieldVisit } from "./walk-fields";

/** What a valid config's texts have against them: templates, refs and conditions that do not parse. */
export function checkFields(schema: z.ZodType, config: unknown): Problem[] {
  return walkFields(schema, config).flatMap(checkField);
}

function checkField({ meta, value, path }: FieldVisit): Problem[] {
  switch (meta.control) {
    case "ref":
      return refProblems(value, path);
    case "refs":
      return Array.isArray(value) ? value.flatMap((text: unknown, index) => refProblems(text, `${path}[${index}]`)) : [];
    case "template":
      return typeof value === "string" ? templateProblems(parseProse(value), path) : [];
    case "jsonTemplate":
      return typeof value === "string" ? templateProblems(parseJsonTemplate(value), path) : [];
    case "condition": {
      const parsed = conditionSchema.safeParse(value);
      return parsed.success ? prefixProblems(path, checkCondition(parsed.data)) : [];
    }
    case "pattern": {
      const problem = typeof value === "string" ? patternProblem(value) : null;
      return problem === null ? [] : [{ path, message: problem }];
    }
    case "duration":
      return typeof value === "string" && !isDuration(value) ? [{ path, message: "expected a duration such as 5m, 1h or 7d, at most 3650d" }] : [];
    default:
      return [];
  }
}

function refProblems(value: unknown, path: string): Problem[] {
  if (typeof value !== "string") return [];
  const ref = parseRef(value);
  return isRefError(ref) ? [{ path, message: `column ${ref.column}: ${ref.error}` }] : [];
}

function templateProblems(parsed: { ok: true } | { ok: false; problems: TemplateProblem[] }, path: string): Problem[] {
  return parsed.ok ? [] : parsed.problems.map((problem) => ({ path, message: printTemplateProblem(problem) }));
}
