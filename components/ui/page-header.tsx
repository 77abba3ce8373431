import { type ReactNode } from "react";

type PageHeaderProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode; /** Above the title: a way back, a section's number. */ eyebrow?: ReactNode };

export function PageHeader({ title, description, actions, eyebrow }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 pb-5">
      <div className="min-w-0">
        {eyebrow && <div className="mb-1 font-mono text-mono text-neutral-10">{eyebrow}</div>}
        <h1 className="text-xl leading-7 font-semibold tracking-tight break-words">{title}</h1>
        {description && <div className="mt-1 max-w-2xl text-dense text-neutral-11">{description}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
