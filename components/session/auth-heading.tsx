import { type ReactNode } from "react";

export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex flex-col gap-1.5">
      <p className="font-mono text-mono text-neutral-10">ingestlayer</p>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      {children && <p className="text-neutral-11">{children}</p>}
    </header>
  );
}
