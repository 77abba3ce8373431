import { type ReactNode } from "react";

type EmptyStateProps = { title: ReactNode; description?: ReactNode; action?: ReactNode; children?: ReactNode };

/** One sentence, one action, and below them a real example if there is one. */
export function EmptyState({ title, description, action, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-md border border-dashed border-neutral-6 px-6 py-12 text-center">
      <p className="font-medium">{title}</p>
      {description && <p className="max-w-md text-dense text-neutral-11">{description}</p>}
      {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
      {children && <div className="mt-3 w-full max-w-2xl text-left">{children}</div>}
    </div>
  );
}
