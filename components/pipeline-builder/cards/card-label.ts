import { type NodePlace } from "../editor/node-key";
import { type BuilderProblem } from "../problems/find-problems";
import { type CardText } from "./describe-card";

/** What a screen reader says of a card: `Step 2, filter.match: urgency = critical only. 1 problem`. */
export function cardLabel(part: NodePlace["part"], number: number, { kind, title, line }: CardText, problems: readonly BuilderProblem[]): string {
  const place = `${part === "source" ? "Source" : part === "step" ? "Step" : "Destination"} ${number}`;
  const words = [part === "source" ? "" : kind, title].filter(Boolean).join(", ");
  const count = problems.length === 0 ? "" : `. ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  return `${place}${words ? `, ${words}` : ""}${line ? `: ${line}` : ""}${count}`;
}
