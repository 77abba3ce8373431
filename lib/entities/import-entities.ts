import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { BatchJob } from "@/lib/durable/batch-job";
import { UserError } from "@/lib/errors";
import { problemsOf } from "@/lib/http/invalid-request";
import { announceChange } from "@/lib/live/announce-change";
import { entityInputSchema, traitsBytesMax } from "./entity-input";
import { toEntityImport, type EntityImportResource } from "./import-resource";
import { endEntityImport, entityImportRows, importNextBatch, importRequested, insertEntityImport, type RowOutcome } from "./import-store";
import { parseImport, type ImportInput } from "./parse-import";
import { writeEntity } from "./store";

const batchRows = 500;
const listedMax = 20;

/** Takes the rows in; a job writes them, in order. Throws UserError where they can't be read at all. */
export async function importEntities(db: Database, caller: Caller, input: ImportInput, wake: () => void): Promise<EntityImportResource> {
  const id = await insertEntityImport(db, caller, parseImport(input));
  wake();
  return getEntityImport(db, caller.organizationId, id);
}

/** Throws `not_found`, for another organization's as well. */
export async function getEntityImport(db: Database, organizationId: string, id: string): Promise<EntityImportResource> {
  const [row] = await entityImportRows(organizationId, db, { id });
  if (!row) throw new UserError("not_found", "There is no such import");
  return toEntityImport(row);
}

/** The newest 20. */
export async function listEntityImports(db: Database, organizationId: string): Promise<EntityImportResource[]> {
  return (await entityImportRows(organizationId, db, { newest: listedMax })).map(toEntityImport);
}

/** What was written stays. */
export async function cancelEntityImport(db: Database, organizationId: string, id: string): Promise<EntityImportResource> {
  await endEntityImport(organizationId, db, id, "cancelled", null);
  return getEntityImport(db, organizationId, id);
}

/** Writes an import's rows, batch by batch, in order. */
export function importJobs(db: Database): BatchJob {
  return {
    id: "import-entities",
    trigger: importRequested,
    async batch({ organizationId, jobId }) {
      const isOver = await importNextBatch(db, organizationId, jobId, batchRows, (client, row) => writeRow(organizationId, client, row, `import:${jobId}`));
      announceChange(organizationId, "entities");
      return { isOver };
    },
    fail: ({ organizationId, jobId }, message) => endEntityImport(organizationId, db, jobId, "failed", message),
  };
}

async function writeRow(organizationId: string, client: Parameters<typeof writeEntity>[1], row: unknown, actor: string): Promise<RowOutcome> {
  const parsed = entityInputSchema.safeParse(row);
  if (!parsed.success) return { kind: "failed", errors: problemsOf(parsed.error).map(({ path, message }) => ({ field: path, message })) };
  const written = await writeEntity(organizationId, client, parsed.data, actor);
  if (!written) return { kind: "failed", errors: [{ field: "traits", message: `expected at most ${traitsBytesMax} bytes of JSON together with the traits that are there` }] };
  return { kind: written.isNew ? "created" : "updated" };
}
