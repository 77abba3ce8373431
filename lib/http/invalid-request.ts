import type { z } from "zod";
import { UserError, type Problem } from "@/lib/errors";

/** `invalid_request`, its message naming the first field and how many more there are. */
export function invalidRequest(problems: Problem[]): UserError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return new UserError("invalid_request", `${first ? describeProblem(first) : "The request is not valid"}${more}`, problems);
}

/** `invalid_request` for one field. */
export function invalidField(path: string, message: string): UserError {
  return invalidRequest([{ path, message }]);
}

function describeProblem({ path, message }: Problem): string {
  return path === "" ? message : `${path}: ${message}`;
}

/** zod's issues as `steps[0].config.labels: expected …`. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({ path: formatPath(issue.path), message: issue.message }));
}

export function formatPath(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) text += typeof part === "number" ? `[${part}]` : text === "" ? String(part) : `.${String(part)}`;
  return text;
}
