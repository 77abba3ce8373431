import { type ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type MessagePageProps = { /** In mono, above: a status, a number. */ eyebrow: string; title: string; description: ReactNode; actions?: ReactNode; className?: string };

/** A page that is only a message: not found, not allowed, broken. */
export function MessagePage({ eyebrow, title, description, actions, className }: MessagePageProps) {
  return (
    <div className={cn("mx-auto flex max-w-md flex-col items-start gap-3 px-5 py-[18vh]", className)}>
      <p className="font-mono text-mono text-neutral-10">{eyebrow}</p>
      <h1 className="text-xl leading-7 font-semibold tracking-tight">{title}</h1>
      <div className="text-neutral-11">{description}</div>
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
