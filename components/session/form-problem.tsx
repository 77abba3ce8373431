import { CircleAlert } from "lucide-react";
import { type ReactNode } from "react";

/** What is wrong with a form as a whole; announced when it appears. */
export function FormProblem({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="flex gap-2 rounded-sm border border-dead/40 bg-dead/5 px-3 py-2 text-dense text-neutral-12">
      <CircleAlert className="mt-px size-4 shrink-0 text-dead" aria-hidden="true" />
      <span className="min-w-0">{children}</span>
    </div>
  );
}
