"use client";

import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { DestinationMark } from "@/components/marks/destination-mark";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { kindTitle } from "./connection-kinds";
import { ConnectionSettings } from "./connection-settings";
import { ConnectionStatus } from "./connection-status";
import { DeleteConnection } from "./delete-connection";
import { TestConnection } from "./test-connection";

export function ModelRow({ model }: { model: ConnectionResource }) {
  const { canEdit } = useViewer();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <DestinationMark kind={model.kind} className="size-8" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate font-medium">{model.name}</p>
        <p className="truncate text-dense text-neutral-11">
          {kindTitle(model.kind)} · {model.summary} · steps name it <code className="font-mono text-mono">{model.slug}/…</code>
        </p>
      </div>
      <ConnectionStatus connection={model} />
      {canEdit && (
        <Button size="sm" onClick={() => setIsOpen(true)} aria-label={`Edit ${model.name}`}>
          Edit
        </Button>
      )}
      <Sheet open={isOpen} onOpenChange={setIsOpen}>
        <SheetContent title={model.name} description={`${kindTitle(model.kind)} · ${model.summary}`}>
          <div className="flex flex-col gap-6">
            <TestConnection connection={model} />
            <ConnectionSettings connection={model} />
            <DeleteConnection connection={model} onDeleted={() => setIsOpen(false)} />
          </div>
        </SheetContent>
      </Sheet>
    </li>
  );
}
