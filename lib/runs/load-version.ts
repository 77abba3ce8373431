import { definitionSchema, type PipelineDefinition } from "@/lib/pipeline/definition";
import type { Database } from "@/lib/db";

export type LoadedVersion = {
  definition: PipelineDefinition;
  /** Keys `hash` redaction. */
  organizationHashKey: string;
};

const versionsMax = 2000;

/**
 * Reads a deployed version; they never change, so each is read once a process. One object a version: compiled parts of
 * a definition are cached by its identity.
 */
export function createLoadVersion(db: Database): (organizationId: string, versionId: string) => Promise<LoadedVersion | null> {
  const versions = new Map<string, Promise<LoadedVersion | null>>();

  return async function loadVersion(organizationId, versionId) {
    const key = `${organizationId}/${versionId}`;
    const known = versions.get(key);
    if (known) return known;
    const loading = read(db, organizationId, versionId);
    if (versions.size >= versionsMax) versions.delete(versions.keys().next().value ?? "");
    versions.set(key, loading);
    try {
      const version = await loading;
      if (!version) versions.delete(key);
      return version;
    } catch (error) {
      versions.delete(key);
      throw error;
    }
  };
}

async function read(db: Database, organizationId: string, versionId: string): Promise<LoadedVersion | null> {
  const [version, organization] = await Promise.all([
    db.prisma.pipelineVersion.findFirst({ where: { id: versionId, organizationId } }),
    db.prisma.organization.findUnique({ where: { id: organizationId } }),
  ]);
  if (!version || !organization) return null;
  return { definition: definitionSchema.parse(version.definition), organizationHashKey: organization.redactionKey };
}
