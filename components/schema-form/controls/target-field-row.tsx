"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { TargetField } from "@/lib/destinations/contract";

type TargetFieldRowProps = {
  name: string;
  /** Undefined for a name that the target does not have. */
  field: TargetField | undefined;
  isMapped: boolean;
  problem: string | undefined;
  disabled: boolean;
  onMap: () => void;
  onRemove: () => void;
  /** What the value is typed in. */
  children: ReactNode;
};

/** One field of the target. What nothing is mapped to takes a line; what must be filled is open at once. */
export function TargetFieldRow({ name, field, isMapped, problem, disabled, onMap, onRemove, children }: TargetFieldRowProps) {
  const isOpen = isMapped || field?.isRequired === true;
  return (
    <li aria-label={name} className="flex min-w-0 flex-col gap-1.5 px-3 py-2">
      <div className="flex min-w-0 items-start gap-2">
        <div className="flex min-h-7 min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-mono text-mono break-all">{name}</span>
          <FieldFacts field={field} />
        </div>
        {disabled ? null : isMapped ? (
          <Button variant="ghost" size="icon" className="-mr-1.5 size-7 shrink-0" aria-label={`Remove ${name}`} onClick={onRemove}>
            <X aria-hidden="true" />
          </Button>
        ) : isOpen ? null : (
          <Button variant="ghost" size="sm" className="-mr-1.5 shrink-0" aria-label={`Fill ${name}`} onClick={onMap}>
            <Plus aria-hidden="true" />
            Fill
          </Button>
        )}
      </div>
      {isOpen && <div className="min-w-0">{children}</div>}
      {problem && <p className="text-label text-dead">{problem}</p>}
    </li>
  );
}

function FieldFacts({ field }: { field: TargetField | undefined }) {
  if (!field) return <span className="text-label text-dead">missing</span>;
  const { type, isRequired, isUnique, isNullable, default: value } = field;
  return (
    <>
      <span className="font-mono text-label text-neutral-10">{type}</span>
      {isRequired && <span className="rounded-xs bg-retrying-tint px-1.5 text-label text-retrying">required</span>}
      {isUnique && <span className="rounded-xs bg-neutral-3 px-1.5 text-label text-neutral-11">unique</span>}
      {value !== null && <span className="max-w-full truncate font-mono text-label text-neutral-10" title={value}>= {value}</span>}
      {!isNullable && !isRequired && <span className="text-label text-neutral-10">not null</span>}
    </>
  );
}
