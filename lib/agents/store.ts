import type { Pool } from "pg";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { ContextPatch } from "@/lib/pipeline/context";
import type { Json } from "@/lib/durable/contract";
import { agentChannel } from "./agent-key";

/** An agent whose key may be used now. */
export type Agent = { id: string; organizationId: string; sourceId: string; pipelineIds: string[]; expiresAtMs: number | null };

export async function findUsableAgent(pool: Pool, keyHash: string): Promise<Agent | null> {
  const { rows } = await pool.query<Agent>({
    name: "find_usable_agent",
    text: `SELECT id, organization_id AS "organizationId", source_id AS "sourceId", pipeline_ids AS "pipelineIds",
             (extract(epoch FROM expires_at) * 1000)::float8 AS "expiresAtMs"
           FROM agents WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    values: [keyHash],
  });
  const [agent] = rows;
  if (agent) {
    const touch = "UPDATE agents SET last_used_at = now() WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')";
    void pool.query(touch, [agent.id]).catch(() => {});
  }
  return agent ?? null;
}

export type AgentRow = {
  id: string;
  name: string;
  prefix: string;
  sourceId: string;
  pipelineIds: string[];
  createdBy: string | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
};

const shown = { id: true, name: true, prefix: true, sourceId: true, pipelineIds: true, createdBy: true, lastUsedAt: true, expiresAt: true, revokedAt: true, createdAt: true } as const;

export async function listAgentRows(organizationId: string, page: { limit: number; cursor?: string | undefined }, { prisma }: Database): Promise<AgentRow[]> {
  return prisma.agent.findMany({ where: { organizationId, ...(page.cursor && { id: { lt: page.cursor } }) }, orderBy: { id: "desc" }, take: page.limit + 1, select: shown });
}

export async function insertAgent(caller: Caller, row: Omit<AgentRow, "lastUsedAt" | "revokedAt" | "createdAt" | "createdBy"> & { keyHash: string }, { prisma }: Database): Promise<AgentRow> {
  return prisma.$transaction(async (tx) => {
    const agent = await tx.agent.create({ data: { ...row, organizationId: caller.organizationId, createdBy: caller.actor }, select: shown });
    await writeAuditEntry(tx, caller, { action: "agent.created", subject: row.id, detail: { name: row.name, prefix: row.prefix, pipelines: row.pipelineIds } });
    return agent;
  });
}

export async function hasAgent(organizationId: string, id: string, { prisma }: Database): Promise<boolean> {
  return (await prisma.agent.count({ where: { organizationId, id } })) === 1;
}

/** Null where there is no such agent. Tells every process. */
export async function changeAgent(caller: Caller, id: string, change: { pipelineIds?: string[]; revokedAt?: Date }, { prisma }: Database): Promise<AgentRow | null> {
  return prisma.$transaction(async (tx) => {
    const [found] = await tx.$queryRaw<{ key_hash: string; revoked_at: Date | null }[]>`
      SELECT key_hash, revoked_at FROM agents WHERE organization_id = ${caller.organizationId} AND id = ${id} FOR UPDATE`;
    if (!found) return null;
    const agent = await tx.agent.update({ where: { id }, data: found.revoked_at ? { ...change, revokedAt: found.revoked_at } : change, select: shown });
    const action = change.revokedAt ? "agent.revoked" : "agent.changed";
    await writeAuditEntry(tx, caller, { action, subject: id, detail: { name: agent.name, ...(change.pipelineIds && { pipelines: change.pipelineIds }) } });
    await tx.$executeRaw`SELECT pg_notify(${agentChannel}, ${found.key_hash})`;
    return agent;
  });
}

/** Of the given ids and slugs those that are pipelines of the organization, by what was given. */
export async function findPipelineIds(organizationId: string, idsOrSlugs: string[], { prisma }: Database): Promise<Map<string, string>> {
  const rows = await prisma.pipeline.findMany({ where: { organizationId, OR: [{ id: { in: idsOrSlugs } }, { slug: { in: idsOrSlugs } }] }, select: { id: true, slug: true } });
  return new Map(rows.flatMap(({ id, slug }): [string, string][] => [[id, id], [slug, id]]));
}

export type AgentPipeline = { id: string; slug: string; name: string; definition: Json };

/** Those of the pipelines that can run now, as they run. */
export async function activePipelines(organizationId: string, pool: Pool, ids: string[]): Promise<AgentPipeline[]> {
  const { rows } = await pool.query<AgentPipeline>(
    `SELECT p.id, p.slug, p.name, v.definition FROM pipelines p JOIN pipeline_versions v ON v.id = p.active_version_id
     WHERE p.organization_id = $1 AND p.id = ANY ($2::text[]) AND p.status = 'active' ORDER BY p.slug`,
    [organizationId, ids],
  );
  return rows;
}

export type AgentRunRow = {
  id: string;
  status: string;
  reason: string | null;
  pipeline_id: string;
  event_id: string;
  type: string;
  payload: Json;
  idempotency_key: string | null;
  received_at: Date;
  occurred_at: Date;
  patches: (ContextPatch | null)[] | null;
};

const runColumns = `r.id, r.status, r.reason, r.pipeline_id, r.event_id, e.type, e.payload, e.idempotency_key, e.received_at, e.occurred_at,
  (SELECT json_agg(s.output ORDER BY s.position) FROM step_runs s WHERE s.run_id = r.id) AS patches`;

/** The first run that an event made of a pipeline. */
export async function firstRun(organizationId: string, pool: Pool, eventId: string, pipelineId: string): Promise<AgentRunRow | null> {
  const { rows } = await pool.query<AgentRunRow>(
    `SELECT ${runColumns} FROM runs r JOIN events e ON e.id = r.event_id WHERE r.organization_id = $1 AND r.event_id = $2 AND r.pipeline_id = $3 ORDER BY r.id LIMIT 1`,
    [organizationId, eventId, pipelineId],
  );
  return rows[0] ?? null;
}

export async function agentRun(organizationId: string, pool: Pool, runId: string): Promise<AgentRunRow | null> {
  const { rows } = await pool.query<AgentRunRow>(`SELECT ${runColumns} FROM runs r JOIN events e ON e.id = r.event_id WHERE r.organization_id = $1 AND r.id = $2`, [organizationId, runId]);
  return rows[0] ?? null;
}
