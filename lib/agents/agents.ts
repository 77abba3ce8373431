import { z } from "zod";
import type { Caller } from "@/lib/audit/store";
import { findSourceId } from "@/lib/api-keys/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { invalidField } from "@/lib/http/invalid-request";
import { pageOf, type Page } from "@/lib/http/paging";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { hashAgentKey, newAgentKey } from "./agent-key";
import { changeAgent, findPipelineIds, hasAgent, insertAgent, listAgentRows, type AgentRow } from "./store";

export const agentResourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  source_id: z.string(),
  pipeline_ids: z.array(z.string()),
  created_by: z.string().nullable(),
  last_used_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  created_at: z.string(),
});
export type AgentResource = z.infer<typeof agentResourceSchema>;

/** Ids or slugs. */
const pipelines = z.array(z.string().min(1).max(64)).min(1).max(100);

export const newAgentSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  pipelines,
  /** Whose events its calls are: an id or slug, `default` unless given. */
  source: z.string().max(64).default("default"),
  expires_at: z.iso.datetime({ offset: true }).optional(),
});
export const agentChangeSchema = z.strictObject({ pipelines });

/** Newest first, revoked ones included. */
export async function listAgents(organizationId: string, page: { limit: number; cursor?: string | undefined }, db: Database): Promise<Page<AgentResource>> {
  const { data, next } = pageOf(await listAgentRows(organizationId, page, db), page.limit);
  return { data: data.map(toResource), next };
}

/** `key` is shown this once. Throws `invalid_request` for a pipeline or source that is none. */
export async function createAgent(caller: Caller, input: z.infer<typeof newAgentSchema>, db: Database): Promise<AgentResource & { key: string }> {
  const { organizationId } = caller;
  const sourceId = await findSourceId(organizationId, input.source, db);
  if (!sourceId) throw invalidField("source", `expected a source's id or slug; there is no \`${input.source}\``);
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw invalidField("expires_at", "expected a time to come");
  const key = newAgentKey();
  const pipelineIds = await readPipelines(organizationId, input.pipelines, db);
  const row = await insertAgent(caller, { id: newId("agent"), name: input.name, keyHash: hashAgentKey(key), prefix: key.slice(0, 14), sourceId, pipelineIds, expiresAt }, db);
  announceChange(organizationId, "agents");
  return { ...toResource(row), key };
}

/** Another list of pipelines, for its next call on every process. */
export async function updateAgent(caller: Caller, id: string, input: z.infer<typeof agentChangeSchema>, db: Database): Promise<AgentResource> {
  // A stranger's agent is none, whatever pipelines are named.
  if (!(await hasAgent(caller.organizationId, id, db))) throw noSuchAgent();
  const pipelineIds = await readPipelines(caller.organizationId, input.pipelines, db);
  return settle(caller, await changeAgent(caller, id, { pipelineIds }, db));
}

/** Its key is refused at once, on every process; it stays in the list. */
export async function revokeAgent(caller: Caller, id: string, db: Database): Promise<void> {
  settle(caller, await changeAgent(caller, id, { revokedAt: new Date() }, db));
}

function settle({ organizationId }: Caller, row: AgentRow | null): AgentResource {
  if (!row) throw noSuchAgent();
  announceChange(organizationId, "agents");
  return toResource(row);
}

async function readPipelines(organizationId: string, given: string[], db: Database): Promise<string[]> {
  const found = await findPipelineIds(organizationId, given, db);
  return [...new Set(given.map((one, index) => {
    const id = found.get(one);
    if (id === undefined) throw invalidField(`pipelines[${index}]`, `expected a pipeline's id or slug; there is no \`${one}\``);
    return id;
  }))];
}

function noSuchAgent(): UserError {
  return new UserError("not_found", "There is no such agent");
}

function toResource(row: AgentRow): AgentResource {
  return {
    id: row.id, name: row.name, prefix: row.prefix, source_id: row.sourceId, pipeline_ids: row.pipelineIds, created_by: row.createdBy,
    last_used_at: row.lastUsedAt?.toISOString() ?? null, expires_at: row.expiresAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null, created_at: row.createdAt.toISOString(),
  };
}
