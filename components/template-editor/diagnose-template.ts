import { refProblem } from "@/components/refs/ref-problem";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import type { Problem } from "@/lib/errors";
import { parseJsonTemplate } from "@/lib/pipeline/template-json";
import type { TemplateProblem } from "@/lib/pipeline/template-problem";
import { parseProse } from "@/lib/pipeline/template-prose";
import { findRefs } from "./find-refs";
import { locateJsonPath } from "./locate-json-path";

export type TemplateMode = "prose" | "json";

/** What is underlined: `error` keeps it from being saved, `warning` does not. Offsets are into the text. */
export type Diagnosis = { from: number; to: number; severity: "error" | "warning"; message: string };

/**
 * What speaks against a template, in the order of the text. `problems` are a caller's own, found in the document the text
 * makes: `[0].text.text`; those that name no place in it are the caller's to show.
 */
export function diagnoseTemplate(source: string, mode: TemplateMode, suggestions: readonly RefSuggestion[], problems: readonly Problem[] = []): Diagnosis[] {
  if (source.trim() === "") return [];
  const parsed = mode === "json" ? parseJsonTemplate(source) : parseProse(source);
  const syntax = parsed.ok ? [] : parsed.problems.map((problem) => ofSyntax(source, problem));
  const unknown = findRefs(source).flatMap(({ from, to, text }): Diagnosis[] => {
    const problem = refProblem(text, suggestions);
    return problem?.severity === "warning" ? [{ from, to, severity: "warning", message: `${text} resolves to nothing: ${problem.message}` }] : [];
  });
  const placed = mode === "json" ? problems.flatMap((problem) => ofPath(source, problem)) : [];
  return [...syntax, ...unknown, ...placed].toSorted((a, b) => a.from - b.from);
}

function ofSyntax(source: string, { line, column, message }: TemplateProblem): Diagnosis {
  const from = Math.min(offsetOf(source, line, column), source.length);
  const token = /^[^\s,:{}[\]"|]+/.exec(source.slice(from))?.[0] ?? "";
  const to = Math.min(from + Math.max(token.length, 1), source.length);
  // At the very end there is nothing to underline but the last character.
  return { from: from === to ? Math.max(0, from - 1) : from, to, severity: "error", message: `line ${line}, column ${column}: ${message}` };
}

function ofPath(source: string, { path, message }: Problem): Diagnosis[] {
  const range = path === "" ? undefined : locateJsonPath(source, path);
  return range ? [{ ...range, severity: "error", message: `${path} ${message}` }] : [];
}

function offsetOf(source: string, line: number, column: number): number {
  const linesBefore = source.split("\n").slice(0, line - 1);
  return linesBefore.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}
