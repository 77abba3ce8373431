"use client";

import { type FormEvent, useDeferredValue, useState } from "react";
import { Panel } from "@/components/connections/panel";
import { useViewer } from "@/components/frame/viewer-context";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { FieldRow } from "@/components/ui/field-row";
import { Select } from "@/components/ui/select";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import type { InferredSchema } from "@/lib/schemas/check-recent";
import type { SchemaResource } from "@/lib/schemas/schema-resource";
import { CheckResult } from "./check-result";
import { modeOptions } from "./schema-words";
import { useSaveSchema, useSchemaCheck, type SchemaDraft } from "./use-schemas";

type SchemaEditorProps = { type: string; newest: SchemaResource | undefined; versions: readonly SchemaResource[]; start: string; inferred: InferredSchema };
type View = SchemaDraft["format"] | "typescript";

/** The declaration as text, and what it would have said to recent events, as it is typed. */
export function SchemaEditor({ type, newest, versions, start, inferred }: SchemaEditorProps) {
  const { canEdit } = useViewer();
  // What is edited: another version that comes meanwhile must not take the text away.
  const [base, setBase] = useState({ schema: newest, text: start });
  const [draft, setDraft] = useState<SchemaDraft>({ format: "yaml", text: start });
  const [view, setView] = useState<View>("yaml");
  const [mode, setMode] = useState<SchemaResource["mode"]>(newest?.mode ?? "refuse");
  const idempotency = base.schema?.idempotency ?? null;
  const load = (schema: SchemaResource) => {
    setBase({ schema, text: schema.yaml });
    setDraft({ format: "yaml", text: schema.yaml });
    setMode(schema.mode);
    setView("yaml");
  };
  const check = useSchemaCheck(type, useDeferredValue(draft), idempotency);
  const save = useSaveSchema(type, load);
  const isChanged = !base.schema || draft.text !== base.text || mode !== base.schema.mode;
  const isOvertaken = newest !== undefined && newest.version > (base.schema?.version ?? 0) && !save.isPending;
  const show = (next: View) => {
    setView(next);
    // The other form of what is written; what does not parse stays as it is until it does.
    if (next === "typescript" || next === draft.format || !check.data || check.isError) return;
    setDraft({ format: next, text: next === "yaml" ? check.data.yaml : `${JSON.stringify(check.data.schema, null, 2)}\n` });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ draft, mode, idempotency, baseVersion: base.schema?.version ?? 0 });
  };
  return (
    <Panel title="Declaration" description="string, integer, number, boolean, datetime, email, url, object, any, enum [a, b]; [] for a list, ? for what may be missing.">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Tabs value={view} onValueChange={(next) => show(next as View)} className="min-w-0">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <TabsList>
              <TabsTrigger value="yaml" disabled={check.isError && draft.format !== "yaml"}>YAML</TabsTrigger>
              <TabsTrigger value="json" disabled={check.isError && draft.format !== "json"}>JSON Schema</TabsTrigger>
              <TabsTrigger value="typescript" disabled={check.isError}>TypeScript</TabsTrigger>
            </TabsList>
            {canEdit && inferred.events > 0 && (
              <Button size="sm" onClick={() => (setDraft({ format: "yaml", text: inferred.yaml }), setView("yaml"))}>
                Infer from {inferred.events} recent {inferred.events === 1 ? "event" : "events"}
              </Button>
            )}
          </div>
          {(["yaml", "json"] as const).map((format) => (
            <TabsContent key={format} value={format}>
              <Textarea
                aria-label={format === "yaml" ? "Declaration as YAML" : "Declaration as JSON Schema"}
                value={draft.format === format ? draft.text : ""}
                onChange={(event) => setDraft({ format, text: event.target.value })}
                readOnly={!canEdit}
                spellCheck={false}
                rows={Math.min(28, Math.max(10, draft.text.split("\n").length + 1))}
                className="font-mono text-mono leading-5"
                aria-invalid={check.isError}
              />
            </TabsContent>
          ))}
          <TabsContent value="typescript">
            <CodeBlock code={check.data?.typescript ?? ""} language="TypeScript" />
          </TabsContent>
        </Tabs>
        <CheckResult check={check} />
        {canEdit && (
          <div className="flex flex-wrap items-end justify-between gap-4">
            <FieldRow label="An event that does not fit" htmlFor="schema-mode">
              <Select id="schema-mode" value={mode} onValueChange={(value) => setMode(value as SchemaResource["mode"])} options={modeOptions} className="w-56" />
            </FieldRow>
            <div className="flex items-end gap-2">
              {versions.length > 1 && <FormerVersions versions={versions.slice(1)} onChoose={(yaml) => (setDraft({ format: "yaml", text: yaml }), setView("yaml"))} />}
              <Button type="submit" variant={isChanged ? "primary" : "secondary"} disabled={!isChanged || check.isError} isBusy={save.isPending}>
                {base.schema ? "Save" : "Declare"}
              </Button>
            </div>
          </div>
        )}
        {isOvertaken && (
          <p role="status" className="flex flex-wrap items-center gap-3 text-dense text-retrying">
            Version {newest.version} was saved meanwhile.
            <Button size="sm" onClick={() => load(newest)}>
              Load it
            </Button>
          </p>
        )}
        {save.error && (
          <p role="alert" className="text-dense text-dead">
            {describeError(save.error).message}
          </p>
        )}
      </form>
    </Panel>
  );
}

/** Chosen, it stands in the editor: saving it makes it the newest. */
function FormerVersions({ versions, onChoose }: { versions: readonly SchemaResource[]; onChoose: (yaml: string) => void }) {
  const options = versions.map(({ version, created_at }) => ({ value: String(version), label: `v${version}`, hint: new Date(created_at).toLocaleDateString("en", { dateStyle: "medium" }) }));
  return (
    <FieldRow label="Earlier versions" htmlFor="schema-version">
      <Select id="schema-version" value="" placeholder="Look at …" onValueChange={(value) => onChoose(versions.find(({ version }) => String(version) === value)?.yaml ?? "")} options={options} className="w-40" />
    </FieldRow>
  );
}
