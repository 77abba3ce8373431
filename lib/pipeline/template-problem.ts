import { UserError } from "@/lib/errors";

/** Why a template can't parse. Line and column count from 1; columns are UTF-16 units, as editors count. */
export type TemplateProblem = { message: string; line: number; column: number };

/** A problem inside a parser, before it is known where the text stands in its document. */
export type OffsetProblem = { message: string; offset: number };

export function locateProblem(source: string, { message, offset }: OffsetProblem): TemplateProblem {
  return { message, ...positionOf(source, offset) };
}

export function positionOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

export function printTemplateProblem({ message, line, column }: TemplateProblem): string {
  return `line ${line}, column ${column}: ${message}`;
}

export function templateError(problems: TemplateProblem[]): UserError {
  return new UserError("invalid_definition", `the template does not parse: ${problems.map(printTemplateProblem).join("; ")}`);
}
