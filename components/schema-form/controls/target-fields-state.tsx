"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { TargetFields } from "../target-fields-context";

/** How many there are, or why they are not known, and the button that asks again. */
export function TargetFieldsState({ target: { noun, fields, isLoading, error, refresh } }: { target: TargetFields }) {
  const words = fields ? `${fields.length} ${plural(noun, fields.length)}` : isLoading ? `Loading the ${plural(noun, 2)}…` : `The ${plural(noun, 2)} could not be listed: ${error ?? "try again"}`;
  return (
    <p role="status" className="flex flex-wrap items-center justify-between gap-2 text-label text-neutral-10">
      <span className={fields || isLoading ? "" : "text-retrying"}>{words}</span>
      <Button variant="ghost" size="sm" className="-my-1 -mr-2" onClick={refresh} isBusy={isLoading}>
        <RotateCw aria-hidden="true" />
        Refresh
      </Button>
    </p>
  );
}

function plural(noun: string, count: number): string {
  if (count === 1) return noun;
  return noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
