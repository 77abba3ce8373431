import { type BuilderProblem } from "../problems/find-problems";

export type FieldProblem = { path: string; message: string };

/** A card's problems below one of its parts, with paths relative to it: `config.where` → `where`. */
export function problemsBelow(problems: readonly BuilderProblem[], part: string): FieldProblem[] {
  return problems
    .filter(({ field }) => field === part || field.startsWith(`${part}.`) || field.startsWith(`${part}[`))
    .map(({ field, message }) => ({ path: field.slice(part.length).replace(/^\./, ""), message }));
}
