import { Prisma, type Pipeline, type PipelineVersion } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";
import type { Gate } from "@/lib/deliveries/send-gate";
import type { PipelineDestination } from "@/lib/pipeline/definition";

export type PipelineStatus = "draft" | "active" | "paused" | "archived";
export type VersionSummary = Pick<PipelineVersion, "id" | "number" | "createdAt">;
export type PipelineRow = Pipeline & { activeVersion: VersionSummary | null };

const versionSummary = { id: true, number: true, createdAt: true } as const;

export async function listPipelineRows(
  organizationId: string,
  db: Database,
  page: { status?: PipelineStatus | undefined; cursor?: string | undefined; limit: number },
): Promise<PipelineRow[]> {
  const rows = await db.prisma.pipeline.findMany({
    where: { organizationId, status: page.status ?? { not: "archived" }, ...(page.cursor ? { id: { lt: page.cursor } } : {}) },
    orderBy: { id: "desc" },
    take: page.limit + 1,
  });
  const ids = rows.flatMap((row) => row.activeVersionId ?? []);
  const versions = await db.prisma.pipelineVersion.findMany({ where: { organizationId, id: { in: ids } }, select: versionSummary });
  return rows.map((row) => ({ ...row, activeVersion: versions.find((version) => version.id === row.activeVersionId) ?? null }));
}

export async function findPipelineRow(organizationId: string, tx: Prisma.TransactionClient, idOrSlug: string): Promise<PipelineRow | null> {
  const row = await tx.pipeline.findFirst({ where: { organizationId, OR: [{ id: idOrSlug }, { slug: idOrSlug }] } });
  if (!row) return null;
  const activeVersion = row.activeVersionId
    ? await tx.pipelineVersion.findFirst({ where: { organizationId, id: row.activeVersionId }, select: versionSummary })
    : null;
  return { ...row, activeVersion };
}

/** Slugs of the organization's pipelines that begin so. */
export async function takenSlugs(organizationId: string, tx: Prisma.TransactionClient, start: string): Promise<string[]> {
  const rows = await tx.pipeline.findMany({ where: { organizationId, slug: { startsWith: start.slice(0, 60) } }, select: { slug: true } });
  return rows.map(({ slug }) => slug);
}

export type DraftColumns = { slug: string; name: string; draft: Prisma.InputJsonObject; draftSavedBy: string };

/** False when the slug is taken. */
export async function insertPipeline(organizationId: string, tx: Prisma.TransactionClient, id: string, columns: DraftColumns): Promise<boolean> {
  const { count } = await tx.pipeline.createMany({ data: [{ id, organizationId, ...columns }], skipDuplicates: true });
  return count === 1;
}

/** Waits for whoever changes the pipeline now; what this transaction reads of it after that stays so until its end. */
export async function lockPipeline(organizationId: string, tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from pipelines where organization_id = ${organizationId} and id = ${id} for update`;
  return rows.length === 1;
}

export async function updateDraft(organizationId: string, tx: Prisma.TransactionClient, id: string, columns: DraftColumns): Promise<void> {
  await tx.pipeline.updateMany({ where: { organizationId, id }, data: { ...columns, revision: { increment: 1 } } });
}

export async function updateStatus(
  organizationId: string,
  tx: Prisma.TransactionClient,
  id: string,
  change: { status: PipelineStatus; slug?: string },
): Promise<void> {
  await tx.pipeline.updateMany({ where: { organizationId, id }, data: change });
}

export type NewVersion = { id: string; pipelineId: string; definition: Prisma.InputJsonObject; deployedBy: string };

/** Under the pipeline's lock, so numbers have no gaps and no doubles. */
export async function insertVersion(organizationId: string, tx: Prisma.TransactionClient, version: NewVersion): Promise<number> {
  const { pipelineId } = version;
  const { _max } = await tx.pipelineVersion.aggregate({ where: { organizationId, pipelineId }, _max: { number: true } });
  const number = (_max.number ?? 0) + 1;
  await tx.pipelineVersion.create({ data: { ...version, organizationId, number } });
  await tx.pipeline.updateMany({ where: { organizationId, id: pipelineId }, data: { activeVersionId: version.id } });
  return number;
}

/** Makes accept-events read again what is active; in the transaction of the change, so that no event matches in between. */
export async function bumpRoutingRevision(organizationId: string, tx: Prisma.TransactionClient): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } });
}

export async function listVersionRows(
  organizationId: string,
  db: Database,
  pipelineId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<PipelineVersion[]> {
  return db.prisma.pipelineVersion.findMany({
    where: { organizationId, pipelineId, ...(page.cursor ? { id: { lt: page.cursor } } : {}) },
    orderBy: { number: "desc" },
    take: page.limit + 1,
  });
}

export async function findVersion(organizationId: string, tx: Prisma.TransactionClient, pipelineId: string, number: number): Promise<PipelineVersion | null> {
  return tx.pipelineVersion.findFirst({ where: { organizationId, pipelineId, number } });
}

/** Sources by id or slug. */
export async function findSources(organizationId: string, db: Database, names: string[]): Promise<{ id: string; slug: string }[]> {
  return db.prisma.source.findMany({ where: { organizationId, OR: [{ id: { in: names } }, { slug: { in: names } }] }, select: { id: true, slug: true } });
}

/** Connections by id or slug. */
export async function findConnections(organizationId: string, db: Database, names: string[]): Promise<{ id: string; slug: string; kind: string }[]> {
  return db.prisma.connection.findMany({
    where: { organizationId, OR: [{ id: { in: names } }, { slug: { in: names } }] },
    select: { id: true, slug: true, kind: true },
  });
}

/** Keeps the connections and sources from being deleted until the transaction ends; false when one is gone already. */
export async function lockReferences(organizationId: string, tx: Prisma.TransactionClient, ids: { connections: string[]; sources: string[] }): Promise<boolean> {
  const connections = await tx.$queryRaw<{ id: string }[]>`
    select id from connections where organization_id = ${organizationId} and id = any(${ids.connections}) order by id for share`;
  const sources = await tx.$queryRaw<{ id: string }[]>`
    select id from sources where organization_id = ${organizationId} and id = any(${ids.sources}) order by id for share`;
  return connections.length === new Set(ids.connections).size && sources.length === new Set(ids.sources).size;
}

/** Takes the marks off destinations that point elsewhere now: what was refused there says nothing of the new target. */
export async function clearDestinationAttention(organizationId: string, tx: Prisma.TransactionClient, pipelineId: string, destinationIds: string[]): Promise<void> {
  await tx.destinationAttention.deleteMany({ where: { organizationId, pipelineId, destinationId: { in: destinationIds } } });
}

export type HeldTarget = {
  destination_id: string;
  kind: string;
  connection_id: string;
  target: PipelineDestination["target"];
  lane: string | null;
  lane_ms: number | null;
  gates: Gate[];
};

/** Sends what is held for destinations to where they point now. What was rendered for another kind stays as it is. */
export async function retargetHeldDeliveries(organizationId: string, tx: Prisma.TransactionClient, pipelineId: string, targets: HeldTarget[]): Promise<void> {
  await tx.$executeRaw`
    with held as (
      select id from deliveries where organization_id = ${organizationId} and status = 'held' and pipeline_id = ${pipelineId} order by id for update
    )
    update deliveries d set target = x.target, connection_id = x.connection_id, lane = x.lane, lane_period_ms = x.lane_ms, gates = x.gates
    from held, jsonb_to_recordset(${JSON.stringify(targets)}::jsonb)
      as x(destination_id text, kind text, connection_id text, target jsonb, lane text, lane_ms int, gates jsonb)
    where d.id = held.id and d.destination_id = x.destination_id and d.kind = x.kind`;
}

/** Keys what redact.pii hashes; never shown. */
export async function findHashKey(organizationId: string, db: Database): Promise<string> {
  const { redactionKey } = await db.prisma.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { redactionKey: true } });
  return redactionKey;
}

/** The one unique rule a draft can break. */
export function isSlugTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** A destination's mark: what goes there is held. One that is marked keeps the mark it has. */
export async function markDestination(organizationId: string, tx: Prisma.TransactionClient, mark: { pipelineId: string; destinationId: string; code: string; detail: string }): Promise<void> {
  await tx.destinationAttention.createMany({ data: [{ organizationId, ...mark }], skipDuplicates: true });
}
