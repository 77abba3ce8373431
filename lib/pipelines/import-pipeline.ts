import type { DeliveryPorts } from "@/lib/destinations/contract";
import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { JsonObject } from "@/lib/pipeline/context";
import { activatePipeline } from "./change-status";
import { createPipeline } from "./create-pipeline";
import { deployPipeline } from "./deploy-pipeline";
import { parseDraft } from "./draft";
import type { PipelineDetail } from "./pipeline-resource";
import { saveDraft } from "./save-draft";
import { findPipelineRow } from "./store";

export type ImportPipeline = { definition: JsonObject; deploy: boolean; activate: boolean };

/** Creates the pipeline of that slug or replaces its draft: the file is the truth. Activating deploys first. */
export async function importPipeline(db: Database, caller: Caller, input: ImportPipeline, ports: DeliveryPorts): Promise<PipelineDetail> {
  const { slug } = parseDraft(input.definition);
  const existing = await findPipelineRow(caller.organizationId, db.prisma, slug);
  const pipeline = existing
    ? await saveDraft(db, caller, existing.id, input.definition, null, "pipeline.imported")
    : await createPipeline(db, caller, input.definition);
  if (!input.deploy && !input.activate) return pipeline;
  const deployed = await deployPipeline(db, caller, pipeline.id, ports);
  return input.activate ? activatePipeline(db, caller, deployed.id) : deployed;
}
