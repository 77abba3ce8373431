import { definitionSchema, type PipelineDefinition } from "@/lib/pipeline/definition";
import type { Database } from "@/lib/db";

export type LoadedVersion = {
  definition: PipelineDefinition;
  /** Keys `hash` redaction. */
  organizationHashKey: string;
};

/** Null = no such version in that organization. */
export type LoadVersion = (organizationId: string, versionId: string) => LoadedVersion | null | Promise<LoadedVersion | null>;

const versionsMax = 2000;

/**
 * Reads a deployed version; they never change, so each is read once a process. One object a version: compiled parts of
 * a definition are cached by its identity.
 */
export function createLoadVersion(db: Database): LoadVersion {
  const versions = new Map<string, LoadedVersion | Promise<LoadedVersion | null>>();

  async function load(key: string, organizationId: string, versionId: string): Promise<LoadedVersion | null> {
    let version: LoadedVersion | null = null;
    try {
      version = await read(db, organizationId, versionId);
    } finally {
      if (version) versions.set(key, version);
      else versions.delete(key);
    }
    return version;
  }

  return function loadVersion(organizationId, versionId) {
    const key = `${organizationId}/${versionId}`;
    const known = versions.get(key);
    if (known) return known;
    if (versions.size >= versionsMax) versions.delete(versions.keys().next().value ?? "");
    const loading = load(key, organizationId, versionId);
    versions.set(key, loading);
    return loading;
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
