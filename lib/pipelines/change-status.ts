import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import { getPipeline, holdPipelineRow } from "./get-pipeline";
import type { PipelineDetail } from "./pipeline-resource";
import { bumpRoutingRevision, updateStatus, type PipelineRow } from "./store";

/** From the commit on, events that match start runs of the newest deployed version. Throws `not_deployed`. */
export async function activatePipeline(db: Database, caller: Caller, idOrSlug: string): Promise<PipelineDetail> {
  return changeStatus(db, caller, idOrSlug, "active");
}

/** Takes no new events and finishes what it has. */
export async function pausePipeline(db: Database, caller: Caller, idOrSlug: string): Promise<PipelineDetail> {
  return changeStatus(db, caller, idOrSlug, "paused");
}

/** Takes no new events ever; its history stays, its slug is free again. */
export async function archivePipeline(db: Database, caller: Caller, idOrSlug: string): Promise<void> {
  const { organizationId } = caller;
  await db.prisma.$transaction(async (tx) => {
    const row = await holdPipelineRow(tx, organizationId, idOrSlug);
    await updateStatus(organizationId, tx, row.id, { status: "archived", slug: archivedSlug(row) });
    if (row.status === "active") await bumpRoutingRevision(organizationId, tx);
    await writeAuditEntry(tx, caller, { action: "pipeline.archived", subject: row.id, detail: { slug: row.slug } });
  });
  announceChange(organizationId, "pipelines");
}

async function changeStatus(db: Database, caller: Caller, idOrSlug: string, status: "active" | "paused"): Promise<PipelineDetail> {
  const { organizationId } = caller;
  const id = await db.prisma.$transaction(async (tx) => {
    const row = await holdPipelineRow(tx, organizationId, idOrSlug);
    if (!row.activeVersion) throw new UserError("not_deployed", `${row.slug} has never been deployed: deploy it first`);
    if (row.status === status) return row.id;
    if (status === "paused" && row.status !== "active") throw new UserError("invalid_request", `${row.slug} can't be paused: its status is ${row.status}, expected active`);
    await updateStatus(organizationId, tx, row.id, { status });
    await bumpRoutingRevision(organizationId, tx);
    await writeAuditEntry(tx, caller, { action: status === "active" ? "pipeline.activated" : "pipeline.paused", subject: row.id });
    return row.id;
  });
  announceChange(organizationId, "pipelines");
  return getPipeline(db, organizationId, id);
}

function archivedSlug({ slug, id }: PipelineRow): string {
  return `${slug.slice(0, 50)}-${id.slice(-12).toLowerCase()}`;
}
