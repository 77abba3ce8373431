import { CircleAlert, TriangleAlert } from "lucide-react";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/components/ui/class-names";
import { type BuilderProblem } from "../problems/find-problems";

/** How many problems a card has, and on hover which. */
export function ProblemCorner({ problems }: { problems: readonly BuilderProblem[] }) {
  if (problems.length === 0) return null;
  const isError = problems.some(({ severity }) => severity === "error");
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <Tooltip content={<ProblemTexts problems={problems} />}>
      <span className={cn("inline-flex items-center gap-0.5 text-label font-medium tabular-nums [&_svg]:size-3.5", isError ? "text-dead" : "text-retrying")}>
        <Icon aria-hidden="true" />
        {problems.length > 1 && problems.length}
      </span>
    </Tooltip>
  );
}

function ProblemTexts({ problems }: { problems: readonly BuilderProblem[] }) {
  return (
    <span className="flex flex-col gap-1">
      {problems.slice(0, 4).map(({ path, message }) => (
        <span key={`${path} ${message}`}>{message}</span>
      ))}
      {problems.length > 4 && <span>and {problems.length - 4} more</span>}
    </span>
  );
}
