"use client";

import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ControlProps } from "./control-props";

/** A value that is stored and never shown: it says so, and can be replaced or, where it may be missing, removed. */
export function StoredSecret({ node, id, value, onChange, disabled, children }: ControlProps & { children: ReactNode }) {
  const [isReplacing, setIsReplacing] = useState(false);
  const isRemoved = value === null;
  const keep = () => {
    setIsReplacing(false);
    onChange(undefined);
  };
  if (isReplacing && !isRemoved) {
    return (
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">{children}</div>
        <Button onClick={keep} disabled={disabled}>Keep the old</Button>
      </div>
    );
  }
  return (
    <div className="flex h-8 items-center gap-2 rounded-sm border border-dashed border-neutral-6 pr-1 pl-2.5 text-dense">
      <span className="min-w-0 flex-1 truncate text-neutral-11">{isRemoved ? "Removed when you save" : <><span aria-hidden="true" className="tracking-widest">••••••</span> set</>}</span>
      {isRemoved ? (
        <Button id={id} variant="ghost" size="sm" disabled={disabled} onClick={keep}>Keep it</Button>
      ) : (
        <>
          {node.isOptional && <Button variant="ghost" size="sm" disabled={disabled} aria-label={`Remove ${node.meta.label}`} onClick={() => onChange(null)}>Remove</Button>}
          <Button id={id} variant="ghost" size="sm" disabled={disabled} aria-label={`Replace ${node.meta.label}`} onClick={() => setIsReplacing(true)}>Replace</Button>
        </>
      )}
    </div>
  );
}
