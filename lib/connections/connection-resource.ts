import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import type { ConnectionRow } from "./store";
import { publicConfig } from "./connection-kind";
import type { JsonObject } from "@/lib/pipeline/context";

/** A connection as the API shows it. Fields of resources are snake_case throughout `/v1`; secrets are not among them. */
export const connectionResourceSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  status: z.string(),
  /** Why it needs somebody; null while it works. */
  attention: z.object({ code: z.string(), detail: z.string() }).nullable(),
  /** In words: the workspace's name, the URL's host. */
  summary: z.string(),
  /** The fields that hold no secret. */
  config: z.record(z.string(), z.json()),
  /** Names of the secret fields that have a value. */
  secrets_set: z.array(z.string()),
  /** Pipelines that send through it or ask it, deployed or only in their draft. */
  used_by: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string(), is_deployed: z.boolean() })),
  /** Deliveries that wait for it; 1,001 stands for more than a thousand. */
  held: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type ConnectionResource = z.infer<typeof connectionResourceSchema>;

type Use = { usedBy: ConnectionResource["used_by"]; held: number };

export function toConnectionResource(row: ConnectionRow, { usedBy, held }: Use): ConnectionResource {
  const summary = storedSummarySchema.parse(row.summary);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    status: row.status,
    attention: row.attentionCode === null ? null : { code: row.attentionCode, detail: row.attentionDetail ?? "" },
    summary: summary.text,
    config: summary.config,
    secrets_set: summary.secretsSet,
    used_by: usedBy,
    held,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** The column `summary`: written with the secrets, so that lists need not decrypt. */
const storedSummarySchema = z.object({
  text: z.string().default(""),
  config: z.record(z.string(), z.json()).default({}),
  secretsSet: z.array(z.string()).default([]),
});

export function storedSummary(kind: string, config: JsonObject, text: string | undefined): Prisma.InputJsonObject {
  const shown = publicConfig(kind, config);
  const firstUrl = Object.values(shown.config).find((value) => typeof value === "string" && URL.canParse(value));
  // Through JSON: the driver's type allows undefined where a Json value has none.
  return { text: text ?? (typeof firstUrl === "string" ? new URL(firstUrl).host : ""), config: JSON.parse(JSON.stringify(shown.config)), secretsSet: shown.secretsSet };
}
