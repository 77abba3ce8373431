import type { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { toPipelineDetail, type PipelineDetail } from "./pipeline-resource";
import { findPipelineRow, lockPipeline, type PipelineRow } from "./store";

/** By id or slug; throws `not_found`, for another organization's as well. */
export async function getPipeline(db: Database, organizationId: string, idOrSlug: string): Promise<PipelineDetail> {
  return toPipelineDetail(await getPipelineRow(db.prisma, organizationId, idOrSlug));
}

export async function getPipelineRow(tx: Prisma.TransactionClient, organizationId: string, idOrSlug: string): Promise<PipelineRow> {
  const row = await findPipelineRow(organizationId, tx, idOrSlug);
  if (!row) throw new UserError("not_found", "There is no such pipeline");
  return row;
}

/** The row as it stays until the transaction ends. Throws when it is archived: an archived pipeline is history. */
export async function holdPipelineRow(tx: Prisma.TransactionClient, organizationId: string, idOrSlug: string): Promise<PipelineRow> {
  const { id } = await getPipelineRow(tx, organizationId, idOrSlug);
  await lockPipeline(organizationId, tx, id);
  const row = await getPipelineRow(tx, organizationId, id);
  if (row.status === "archived") throw new UserError("invalid_request", `${row.name} is archived: bring it back first`);
  return row;
}
