import { describeSample } from "@/components/refs/describe-sample";
import { filterSuggestions } from "@/components/refs/filter-suggestions";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { templateFilters } from "@/lib/pipeline/filters";
import type { TemplateMode } from "./diagnose-template";

export type TemplateOption = {
  label: string;
  /** What is written in place of the typed text. */
  insert: string;
  kind: "ref" | "filter" | "function";
  /** A ref's type, a filter's arguments. */
  detail: string;
  /** A ref's value, on one line. */
  sample?: string;
  description?: string;
};

export type TemplateCompletion = { from: number; options: TemplateOption[] };

export type CompletionPlace = {
  source: string;
  /** Where the cursor is. */
  position: number;
  mode: TemplateMode;
  /** Asked for by key rather than by typing. */
  isExplicit: boolean;
};

/** What can stand where the cursor is: refs behind `$`, filters behind `|`, refs and `now()` behind `{{`. */
export function completeTemplate({ source, position, mode, isExplicit }: CompletionPlace, suggestions: readonly RefSuggestion[]): TemplateCompletion | null {
  const line = source.slice(source.lastIndexOf("\n", position - 1) + 1, position);
  const refs = () => suggestions.map((suggestion) => refOption(suggestion, mode === "json" && isInText(line)));
  const typedRef = typedRefPattern.exec(line)?.[0];
  if (typedRef !== undefined) return { from: position - typedRef.length, options: refs() };
  const expression = openExpression(source, position);
  const filterName = expression === undefined ? undefined : /\|\s*([a-zA-Z_]\w*)?$/.exec(expression);
  if (filterName) return { from: position - (filterName[1]?.length ?? 0), options: filterOptions };
  const word = expression === undefined ? undefined : /^\s*([a-z]*)$/.exec(expression)?.[1];
  if (word !== undefined) return { from: position - word.length, options: [...refs(), nowOption] };
  return isExplicit && !/[\p{L}\p{N}_]$/u.test(line) ? { from: position, options: refs() } : null;
}

/** As far as somebody may have typed it: `$`, `$event.`, `$event.items[0]`, `$event["odd`. */
const typedRefPattern = /\$[\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]*|\[\d*\]?|\[\\?"[^"\n]*"?\]?|\['[^'\n]*'?\]?)*$/u;

/** The text behind the last `{{` that is still open. */
function openExpression(source: string, position: number): string | undefined {
  const before = source.slice(0, position);
  const open = before.lastIndexOf("{{");
  if (open < 0 || before.indexOf("}}", open) >= 0 || before.slice(open).includes("\n")) return undefined;
  return before.slice(open + 2);
}

/** Whether a line's end is inside a JSON text. */
function isInText(line: string): boolean {
  return [...line.replace(/\\./g, "").matchAll(/"/g)].length % 2 === 1;
}

function refOption({ ref, type, sample, description }: RefSuggestion, isInJsonText: boolean): TemplateOption {
  return {
    label: ref,
    insert: isInJsonText ? refForJsonText(ref) : ref,
    kind: "ref",
    detail: type,
    ...(sample === undefined ? {} : { sample: describeSample(sample) }),
    ...(description === undefined ? {} : { description }),
  };
}

/** A quoted key would end the text around it: single quotes do the same. */
function refForJsonText(ref: string): string {
  return ref.replace(/\["((?:[^"\\]|\\.)*)"\]/g, (whole, key: string) => (/['\\]/.test(key) ? JSON.stringify(whole).slice(1, -1) : `['${key}']`));
}

const filterOptions: TemplateOption[] = filterSuggestions.map(({ name, hint, summary }) => ({
  label: name, insert: templateFilters[name]?.args[0]?.isRequired ? `${name}: ` : name, kind: "filter", detail: hint, description: summary,
}));

const nowOption: TemplateOption = { label: "now()", insert: "now()", kind: "function", detail: "datetime", description: "When the event was received." };
