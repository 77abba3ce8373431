"use client";

import dynamic from "next/dynamic";
import { useRefSample, useRefSuggestions } from "@/components/refs/ref-suggestions-context";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { type PipelineDestination } from "@/lib/pipeline/definition";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { findNamed } from "../state/inventory";
import { type FieldProblem } from "./part-problems";

const MessageEditor = dynamic(() => import("@/components/template-editor/message-editor").then((module) => module.MessageEditor), {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
});

type MessageDialogProps = { destination: PipelineDestination; problems: FieldProblem[]; open: boolean; onOpenChange: (open: boolean) => void };

/** Template left, the very message right: it takes the width that the inspector does not have. */
export function MessageDialog({ destination, problems, open, onOpenChange }: MessageDialogProps) {
  const actions = useBuilderActions();
  const suggestions = useRefSuggestions();
  const context = useRefSample();
  const canEdit = useBuilder((state) => state.canEdit);
  const connections = useBuilder((state) => state.inventory.connections);
  const { id, kind, template, target, config } = destination;
  const connection = findNamed(connections, destination.connection);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={`Message to ${destinationDefinition(kind)?.title ?? kind}`} className="top-[max(16px,4vh)] h-[min(900px,92dvh)] max-h-none max-w-6xl">
        <MessageEditor
          kind={kind}
          value={template}
          onChange={(next) => actions.edit({ type: "update-destination", id, changes: { template: next } })}
          target={target}
          config={config}
          context={context}
          destinationId={id}
          suggestions={suggestions}
          problems={problems}
          disabled={!canEdit}
          {...(connection ? { connection: { id: connection.id, config: connection.config, secretsSet: connection.secrets_set } } : {})}
        />
      </DialogContent>
    </Dialog>
  );
}
