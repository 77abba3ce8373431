import type { Problem } from "@/lib/errors";

/** What is wrong at exactly this place. */
export function problemAt(problems: readonly Problem[], path: string): string | undefined {
  return problems.find((problem) => problem.path === path)?.message;
}

/** Problems inside of a place, with paths from there on: `blocks[0].text` below `blocks` is `[0].text`. */
export function problemsBelow(problems: readonly Problem[], path: string): Problem[] {
  return problems
    .filter((problem) => problem.path === path || problem.path.startsWith(`${path}[`) || problem.path.startsWith(`${path}.`))
    .map((problem) => ({ ...problem, path: problem.path.slice(path.length).replace(/^\./, "") }));
}
