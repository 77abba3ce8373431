import { type ReactNode } from "react";

type PanelProps = { id?: string; title: string; description?: ReactNode; actions?: ReactNode; children: ReactNode };

/** One matter of a page, with its heading. */
export function Panel({ id, title, description, actions, children }: PanelProps) {
  return (
    <section id={id} aria-label={title} className="min-w-0 scroll-mt-6 rounded-md border">
      <header className="flex flex-wrap items-start justify-between gap-2 px-4 pt-3.5 sm:px-5">
        <div>
          <h2 className="font-semibold">{title}</h2>
          {description && <p className="text-dense text-neutral-11">{description}</p>}
        </div>
        {actions}
      </header>
      <div className="px-4 pt-3.5 pb-4 sm:px-5">{children}</div>
    </section>
  );
}
