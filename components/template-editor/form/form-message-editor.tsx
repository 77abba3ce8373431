"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTargetFields } from "@/components/connections/use-target-fields";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { TargetFieldsContext } from "@/components/schema-form/target-fields-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { JsonObject } from "@/lib/pipeline/context";
import { DefaultMessage } from "../default-message";
import { EditorLayout } from "../editor-layout";
import type { KindEditorProps } from "../message-editor";
import { FormPreview } from "./form-preview";
import { modesOf, modeSchema } from "./template-modes";
import { ModeTabs } from "./mode-tabs";

type Props = KindEditorProps & { kind: string };

/** Any kind's message: the form of its template's schema on the left, on the right the message that would be sent. */
export function FormMessageEditor(props: Props) {
  const { kind, value, onChange, context, target, connection, disabled = false, problems } = props;
  const targetFields = useTargetFields(kind, connection?.id, target);
  const [isResetting, setIsResetting] = useState(false);
  const definition = destinationDefinition(kind);
  if (!definition) return null;
  const start = () => onChange(definition.starterTemplate(context) as JsonObject);
  const modes = modesOf(definition.template);
  const mode = modes.find(({ value: name }) => name === value?.["mode"])?.value ?? modes[0]?.value ?? "";

  const editor =
    value === undefined ? (
      <DefaultMessage disabled={disabled} onCustomize={start} />
    ) : (
      <div className="space-y-4">
        <ModeTabs
          modes={modes}
          mode={mode}
          disabled={disabled}
          onChoose={(next) => onChange({ mode: next })}
          aside={
            <Button variant="ghost" size="sm" disabled={disabled} onClick={() => setIsResetting(true)} title="Use the default message">
              <RotateCcw aria-hidden="true" /> <span className="@max-md:sr-only">Use default</span>
            </Button>
          }
        />
        <TargetFieldsContext value={targetFields}>
          <SchemaForm kind={kind} schema={modeSchema(definition.template, mode)} value={withoutMode(value)} onChange={(fields) => onChange({ ...fields, mode })} problems={problems} disabled={disabled} />
        </TargetFieldsContext>
        <ConfirmDialog
          open={isResetting}
          onOpenChange={setIsResetting}
          title="Use the default message?"
          description="This template is discarded."
          confirmLabel="Use the default message"
          isDanger
          onConfirm={() => onChange(undefined)}
        />
      </div>
    );
  return <EditorLayout editor={editor} preview={<FormPreview {...props} />} />;
}

function withoutMode({ mode: _, ...fields }: JsonObject): JsonObject {
  return fields;
}
