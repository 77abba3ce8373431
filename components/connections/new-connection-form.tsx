"use client";

import { type FormEvent, useState } from "react";
import { NameAndSlug } from "@/components/naming/name-and-slug";
import { describeError } from "@/components/query/describe-error";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/pipeline/context";
import { splitProblems } from "./config-problems";
import { configSchema } from "./config-schema";
import { kindTitle } from "./connection-kinds";
import { useCreateConnection } from "./use-connections";

/** Any kind's connection: a name, and the form of its schema. The vendor is asked before anything is stored. */
export function NewConnectionForm({ kind, onCreated }: { kind: string; onCreated: (connectionId: string) => void }) {
  const [name, setName] = useState({ name: kindTitle(kind), slug: kind });
  const [config, setConfig] = useState<JsonObject>({});
  const create = useCreateConnection((connection) => onCreated(connection.id));
  const problems = splitProblems(create.error);
  const schema = configSchema(kind);
  if (!schema) return null;
  const save = (verify: boolean) => create.mutate({ kind, ...name, config, verify });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(true);
  };
  const isPlain = create.error && problems.own.length + problems.config.length === 0;
  const isRefused = create.error !== null && problems.config.some(({ path }) => path === "");
  return (
    <form onSubmit={submit} className="flex flex-col gap-6">
      <NameAndSlug value={name} onChange={setName} problems={problems.own} slugHelp="Pipelines as code name it by this." />
      <SchemaForm schema={schema} value={config} onChange={setConfig} problems={isRefused ? [] : problems.config} kind={kind} />
      {(isPlain || isRefused) && (
        <p role="alert" className="text-dense text-dead">
          {describeError(create.error).message}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" isBusy={create.isPending}>
          Test and connect
        </Button>
        {isRefused && (
          <Button onClick={() => save(false)} disabled={create.isPending}>
            Save without testing
          </Button>
        )}
      </div>
    </form>
  );
}
