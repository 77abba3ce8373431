"use client";

import { useState, type ReactNode } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Tabs, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { TemplateMode } from "./template-modes";

type Props = { modes: readonly TemplateMode[]; mode: string; disabled: boolean; onChoose: (mode: string) => void; aside: ReactNode };

/** Which form the template has. Another form is another template: the one at hand is given up for it. */
export function ModeTabs({ modes, mode, disabled, onChoose, aside }: Props) {
  const [wanted, setWanted] = useState<string | null>(null);
  return (
    <div className="flex items-end justify-between gap-2 border-b pb-1">
      {modes.length > 1 ? (
        <Tabs value={mode} onValueChange={(next) => next !== mode && !disabled && setWanted(next)} className="min-w-0">
          <TabsList aria-label="Form of the message" className="border-b-0">
            {modes.map(({ value, label }) => (
              <TabsTrigger key={value} value={value}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
        </Tabs>
      ) : (
        <p className="text-dense font-medium">{modes[0]?.label}</p>
      )}
      {aside}
      <ConfirmDialog
        open={wanted !== null}
        onOpenChange={(open) => !open && setWanted(null)}
        title="Start anew in the other form?"
        description="What this form holds is discarded."
        confirmLabel="Discard"
        isDanger
        onConfirm={() => {
          if (wanted !== null) onChoose(wanted);
        }}
      />
    </div>
  );
}
