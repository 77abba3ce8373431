import { RE2JS } from "re2js";
import { memoizeText } from "./memoize";

/** A regular expression in RE2 syntax, found anywhere in a text, in linear time. Throws on bad syntax. */
export const compilePattern = memoizeText((pattern) => RE2JS.compile(pattern), 500);

/** Why a text is no such expression; null where it is one. */
export function patternProblem(pattern: string): string | null {
  if (pattern === "") return "expected a regular expression, got an empty text";
  try {
    compilePattern(pattern);
    return null;
  } catch (error) {
    return `expected a regular expression in RE2 syntax: ${error instanceof Error ? error.message : String(error)}`;
  }
}
