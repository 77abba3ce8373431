import { RE2JS } from "re2js";
import { UserError } from "@/lib/errors";
import { patternProblem } from "@/lib/pipeline/pattern";

type Rules = { words?: string[] | undefined; patterns?: string[] | undefined };
type LabelRules = { name: string; rules?: Rules | undefined };

/** Chooses the first label with a hit; `rule` says which rule it was, in the words of the config. */
export type KeywordMatcher = (text: string) => { label: string; rule: string } | undefined;

export function keywordMatcher(labels: readonly LabelRules[]): KeywordMatcher {
  const tests = labels.flatMap(({ name, rules }) => [
    ...(rules?.words ?? []).map((word) => ({ label: name, rule: word, isHit: wordTest(word) })),
    ...(rules?.patterns ?? []).map((pattern) => ({ label: name, rule: pattern, isHit: patternTest(pattern) })),
  ]);
  return (text) => {
    const lower = normalize(text);
    const hit = tests.find(({ isHit }) => isHit(lower, text));
    return hit && { label: hit.label, rule: hit.rule };
  };
}

type Test = (normalized: string, text: string) => boolean;

function wordTest(word: string): Test {
  if (word.trim() === "*") return () => true;
  const wanted = normalize(word).trim();
  if (wanted === "") return () => false;
  const opensWord = isWordEdge(wanted, 0);
  const closesWord = isWordEdge(wanted, wanted.length - 1);
  return (text) => {
    for (let i = text.indexOf(wanted); i !== -1; i = text.indexOf(wanted, i + 1)) {
      const isCutBefore = opensWord && isWordEdge(text, i - 1);
      const isCutAfter = closesWord && isWordEdge(text, i + wanted.length);
      if (!isCutBefore && !isCutAfter) return true;
    }
    return false;
  };
}

function patternTest(pattern: string): Test {
  const compiled = compile(pattern);
  return (_normalized, text) => compiled.matcher(text).find();
}

function compile(pattern: string): RE2JS {
  const problem = patternProblem(pattern);
  if (problem) throw new UserError("invalid_definition", `the pattern ${pattern}: ${problem}`);
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
}

/** Lower case, composed, and every run of white space one space, so that a phrase fits across a line break. */
function normalize(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
}

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;

function isWordEdge(text: string, index: number): boolean {
  const character = text.charAt(index);
  return character !== "" && wordCharacter.test(character);
}
