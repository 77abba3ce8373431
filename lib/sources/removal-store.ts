import type { Prisma } from "@/generated/prisma/client";

/** Locks the source against deploys that would begin to name it. */
export async function lockSource(organizationId: string, id: string, tx: Prisma.TransactionClient): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from sources where organization_id = ${organizationId} and id = ${id} for update`;
  return rows.length === 1;
}

/** In words: deployed pipelines that name it, keys whose events come from it. */
export async function usersOfSource(organizationId: string, id: string, tx: Prisma.TransactionClient): Promise<string[]> {
  const pipelines = await tx.$queryRaw<{ slug: string }[]>`
    select p.slug from pipelines p join pipeline_versions v on v.id = p.active_version_id
    where p.organization_id = ${organizationId} and p.status <> 'archived'
      and exists (select 1 from jsonb_array_elements(v.definition -> 'sources') s where s ->> 'source' = ${id})
    order by p.slug`;
  const keys = await tx.apiKey.findMany({ where: { organizationId, sourceId: id, revokedAt: null }, select: { name: true }, orderBy: { id: "asc" } });
  return [...pipelines.map(({ slug }) => `the pipeline ${slug}`), ...keys.map(({ name }) => `the key ${name}`)];
}

export async function removeSource(organizationId: string, id: string, tx: Prisma.TransactionClient): Promise<void> {
  await tx.source.deleteMany({ where: { organizationId, id } });
  await tx.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } });
}
