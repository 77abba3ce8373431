import { templateFilters } from "@/lib/pipeline/filters";

/** A filter that completion offers behind `|`. `hint` shows its arguments: `: length, ellipsis?`. */
export type FilterSuggestion = { name: string; hint: string; summary: string };

export const filterSuggestions: readonly FilterSuggestion[] = Object.entries(templateFilters).map(([name, { args, summary }]) => ({
  name,
  summary,
  hint: args.length === 0 ? "" : `: ${args.map((arg) => (arg.isRequired ? arg.name : `${arg.name}?`)).join(", ")}`,
}));
