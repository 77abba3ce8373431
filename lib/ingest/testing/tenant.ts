import { createApiKey } from "@/lib/api-keys/create-api-key";
import type { Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { SourceRule } from "@/lib/pipeline/definition";

/** An organization of a test's own, with its `default` source and a key for it. */
export type Tenant = { organizationId: string; sourceId: string; key: string; keyId: string };

export async function createTenant(db: Database, scopes = ["ingest", "read", "manage"]): Promise<Tenant> {
  const organizationId = newId("organization");
  const sourceId = newId("source");
  await db.prisma.organization.create({
    data: { id: organizationId, name: "Test", slug: organizationId.toLowerCase(), redactionKey: "test" },
  });
  await db.prisma.source.create({ data: { id: sourceId, organizationId, slug: "default", name: "Default", kind: "api" } });
  const { key, row } = await createApiKey(organizationId, { name: "test", scopes }, db);
  return { organizationId, sourceId, key, keyId: row.id };
}

export type TestPipeline = { pipelineId: string; versionId: string };

/** A pipeline with one deployed version; `status` decides whether events start it. */
export async function createPipeline(
  organizationId: string,
  sources: SourceRule[],
  db: Database,
  status = "active",
): Promise<TestPipeline> {
  const pipelineId = newId("pipeline");
  const versionId = newId("pipelineVersion");
  const slug = pipelineId.toLowerCase();
  const definition = { version: 1, slug, name: "Test", sources, steps: [], destinations: [] };
  await db.prisma.$transaction([
    db.prisma.pipelineVersion.create({ data: { id: versionId, organizationId, pipelineId, number: 1, definition } }),
    db.prisma.pipeline.create({
      data: { id: pipelineId, organizationId, slug, name: "Test", status, draft: definition, activeVersionId: versionId },
    }),
    db.prisma.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } }),
  ]);
  return { pipelineId, versionId };
}

/** What `activate` and `pause` do to the tables. */
export async function setPipelineStatus(organizationId: string, pipelineId: string, status: string, db: Database): Promise<void> {
  await db.prisma.$transaction([
    db.prisma.pipeline.update({ where: { id: pipelineId }, data: { status } }),
    db.prisma.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } }),
  ]);
}
