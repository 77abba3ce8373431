import { type ReactNode } from "react";
import { safeHref } from "./safe-href";

type Props = { href: string; className?: string; children: ReactNode };

/** A link out of a message; what is no web or mail address stays text. */
export function OutsideLink({ href, className = "text-(--slack-link) hover:underline", children }: Props) {
  const safe = safeHref(href);
  if (safe === undefined) return <span>{children}</span>;
  return (
    <a href={safe} className={className} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
