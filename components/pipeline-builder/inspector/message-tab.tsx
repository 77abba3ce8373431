"use client";

import { PencilLine } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { Button } from "@/components/ui/button";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { Json } from "@/lib/durable/contract";
import { type PipelineDestination } from "@/lib/pipeline/definition";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { MessageDialog } from "./message-dialog";
import { type FieldProblem } from "./part-problems";

/** Which message is sent; the editor with its preview opens wide. */
export function MessageTab({ destination, problems }: { destination: PipelineDestination; problems: FieldProblem[] }) {
  const { id, kind, template } = destination;
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  const [isOpen, setIsOpen] = useQueryState("editor", parseAsBoolean.withDefault(false));
  const title = destinationDefinition(kind)?.title ?? kind;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-dense text-neutral-11">
        {template ? `A message of your own is sent to ${title}.` : `${title} gets the default message: the event's type and its key fields.`}
      </p>
      {template && <TemplateLines template={template} />}
      {problems.length > 0 && (
        <ul className="flex flex-col gap-1 text-label text-dead">
          {problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <span className="font-mono">{path}</span> {message}
            </li>
          ))}
        </ul>
      )}
      <div className="flex gap-2">
        <Button variant={template ? "secondary" : "primary"} onClick={() => void setIsOpen(true)}>
          <PencilLine aria-hidden="true" />
          {canEdit ? (template ? "Edit message" : "Write a message") : "Show message"}
        </Button>
        {template && canEdit && (
          <Button variant="ghost" onClick={() => actions.edit({ type: "update-destination", id, changes: { template: undefined } })}>
            Use the default
          </Button>
        )}
      </div>
      <MessageDialog destination={destination} problems={problems} open={isOpen} onOpenChange={(open) => void setIsOpen(open ? true : null)} />
    </div>
  );
}

/** The first texts of a template, as a reminder of which one it is. */
function TemplateLines({ template }: { template: NonNullable<PipelineDestination["template"]> }) {
  const lines = Object.entries(template).flatMap(([name, value]) => (name === "mode" ? [] : linesOf(name, value)));
  return (
    <dl className="flex w-full flex-col gap-2 rounded-md border bg-raised px-3 py-2.5">
      {lines.slice(0, linesMax).map(([name, value]) => (
        <div key={name}>
          <dt className="text-label text-neutral-10">{name}</dt>
          <dd className="line-clamp-3 font-mono text-mono break-words whitespace-pre-wrap">{String(value)}</dd>
        </div>
      ))}
      {lines.length > linesMax && <p className="text-label text-neutral-10">and {lines.length - linesMax} more</p>}
    </dl>
  );
}

const linesMax = 6;

/** A text by its name; of a map of columns each column. */
function linesOf(name: string, value: Json): [string, string][] {
  if (typeof value === "string") return value === "" ? [] : [[name, value]];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, member]): [string, string][] => (typeof member === "string" ? [[key, member]] : []));
}
