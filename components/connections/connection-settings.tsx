"use client";

import { type FormEvent, useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { NameAndSlug } from "@/components/naming/name-and-slug";
import { describeError } from "@/components/query/describe-error";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { Button } from "@/components/ui/button";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import type { JsonObject } from "@/lib/pipeline/context";
import { configChanges } from "./config-changes";
import { splitProblems } from "./config-problems";
import { configSchema } from "./config-schema";
import { useUpdateConnection } from "./use-connections";

/** Name, slug and credentials. Secrets that are left alone are not sent; the vendor is asked about new ones first. */
export function ConnectionSettings({ connection }: { connection: ConnectionResource }) {
  const { canEdit } = useViewer();
  const shown = shownConfig(connection);
  const [name, setName] = useState({ name: connection.name, slug: connection.slug });
  const [config, setConfig] = useState<JsonObject>(shown);
  const update = useUpdateConnection(connection.id);
  const problems = splitProblems(update.error);
  const schema = configSchema(connection.kind);
  const changes = configChanges(shown, config);
  const hasChanges = Object.keys(changes).length > 0 || name.name !== connection.name || name.slug !== connection.slug;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ ...name, ...(Object.keys(changes).length > 0 ? { config: changes } : {}) }, { onSuccess: (saved) => setConfig(shownConfig(saved)) });
  };
  const atFields = problems.config.filter(({ path }) => path !== "");
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <NameAndSlug value={name} onChange={setName} problems={problems.own} disabled={!canEdit} slugHelp="Pipelines as code name it by this; deployed ones keep working." />
      {schema && <SchemaForm schema={schema} value={config} onChange={setConfig} problems={atFields} kind={connection.kind} secretsSet={connection.secrets_set} disabled={!canEdit} />}
      {update.error && problems.own.length + atFields.length === 0 && (
        <p role="alert" className="text-dense text-dead">
          {describeError(update.error).message}
        </p>
      )}
      {canEdit && (
        <div>
          <Button type="submit" variant={hasChanges ? "primary" : "secondary"} disabled={!hasChanges} isBusy={update.isPending}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}

/** What the form begins with: of a secret nothing, and of an address that may hold one only what it says is set. */
function shownConfig({ kind, config, secrets_set }: ConnectionResource): JsonObject {
  const fields = Object.keys(configSchema(kind)?.shape ?? {});
  return Object.fromEntries(Object.entries(config).filter(([name]) => fields.includes(name) && !secrets_set.includes(name)));
}
