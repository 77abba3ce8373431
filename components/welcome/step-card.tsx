"use client";

import { Check, ChevronDown } from "lucide-react";
import { Collapsible } from "radix-ui";
import { type ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type StepCardProps = {
  number: number;
  title: string;
  isDone: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  /** What came of it, once done. */
  result?: ReactNode;
  children: ReactNode;
};

export function StepCard({ number, title, isDone, isOpen, onToggle, result, children }: StepCardProps) {
  return (
    <Collapsible.Root open={isOpen} onOpenChange={onToggle} asChild>
      <li className={cn("rounded-md border transition-colors", isOpen && "bg-raised", isDone && !isOpen && "animate-light-up")}>
        <Collapsible.Trigger className="flex w-full items-center gap-3 rounded-md px-4 py-3 text-left">
          <span
            className={cn("grid size-6 shrink-0 place-items-center rounded-full border font-mono text-[11px]", isDone ? "border-delivered bg-delivered text-neutral-1" : isOpen ? "border-accent text-accent" : "border-neutral-7 text-neutral-10")}
          >
            {isDone ? <Check className="size-3.5" strokeWidth={3} role="img" aria-label="Done" /> : number}
          </span>
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{title}</span>
            {isDone && result && <span className="min-w-0 truncate text-dense text-neutral-11">{result}</span>}
          </span>
          <ChevronDown className={cn("size-4 shrink-0 text-neutral-10 transition-transform", isOpen && "rotate-180")} aria-hidden="true" />
        </Collapsible.Trigger>
        <Collapsible.Content className="animate-appear px-4 pb-4 sm:pl-[52px]">{children}</Collapsible.Content>
      </li>
    </Collapsible.Root>
  );
}
