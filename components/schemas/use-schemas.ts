"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiGet, apiSend } from "@/components/query/api-client";
import { useApiPages, useApiQuery } from "@/components/query/use-api-query";
import type { InferredSchema, RecentCheck } from "@/lib/schemas/check-recent";
import type { SchemaResource } from "@/lib/schemas/schema-resource";
import { schemaApiPath } from "./schema-words";

/** A declaration as it is written: YAML, or the text of a JSON Schema. */
export type SchemaDraft = { format: "yaml" | "json"; text: string };

export type SchemaChange = { draft: SchemaDraft; mode: SchemaResource["mode"]; idempotency: SchemaResource["idempotency"]; baseVersion: number };

export function useSchemas() {
  return useApiPages<SchemaResource>("schemas", "/v1/schemas", { limit: 100 });
}

/** Newest first; empty for a type that is not declared. */
export function useSchemaVersions(type: string) {
  return useApiQuery<SchemaResource[]>("schemas", `${schemaApiPath(type)}/versions`);
}

/** A declaration made of recent events. Not asked again by itself: what a person edits must not change under them. */
export function useInferredSchema(type: string) {
  return useQuery({
    queryKey: ["inferred-schema", type],
    queryFn: async () => (await apiGet<{ data: InferredSchema }>(`${schemaApiPath(type)}/inferred`, {})).data,
    staleTime: Infinity,
  });
}

/** What is wrong with a declaration, or how it would have judged recent events. */
export function useSchemaCheck(type: string, draft: SchemaDraft | null, idempotency: SchemaResource["idempotency"]) {
  return useQuery({
    queryKey: ["schema-check", type, draft, idempotency],
    queryFn: async () => (await apiSend<{ data: RecentCheck }>("POST", `${schemaApiPath(type)}/check`, bodyOf(draft ?? { format: "yaml", text: "" }, idempotency))).data,
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useSaveSchema(type: string, onSaved: (schema: SchemaResource) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ draft, mode, idempotency, baseVersion }: SchemaChange) =>
      (await apiSend<{ data: SchemaResource }>("PUT", schemaApiPath(type), { ...bodyOf(draft, idempotency), mode, base_version: baseVersion })).data,
    onSuccess: async (schema) => {
      await client.invalidateQueries({ queryKey: ["schemas"] });
      onSaved(schema);
      toast.success(`Version ${schema.version} of ${schema.type} holds for the next event`);
    },
  });
}

export function useDeleteSchema(type: string, onDeleted: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiSend("DELETE", schemaApiPath(type)),
    onSuccess: () => {
      onDeleted();
      void client.invalidateQueries({ queryKey: ["schemas"] });
      toast.success(`${type} is not declared any more`);
    },
  });
}

/** Throws SyntaxError for a text that is no JSON. YAML carries its key itself. */
function bodyOf({ format, text }: SchemaDraft, idempotency: SchemaResource["idempotency"]): object {
  return format === "yaml" ? { yaml: text } : { schema: JSON.parse(text) as object, ...(idempotency && { idempotency }) };
}
