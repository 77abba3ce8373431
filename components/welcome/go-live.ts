import { apiSend } from "@/components/query/api-client";
import type { JsonObject } from "@/lib/pipeline/context";
import type { PipelineResource } from "@/lib/pipelines/pipeline-resource";
import { sendingTo } from "./escalation-recipe";

type GoLive = { pipeline: PipelineResource; connectionId: string; target: JsonObject; eventId: string };

/** Points the pipeline at the channel, deploys and starts it, and sends the event that is there already through it. Throws ApiError. */
export async function goLive({ pipeline, connectionId, target, eventId }: GoLive): Promise<void> {
  await apiSend("POST", "/v1/pipelines/import", { definition: sendingTo(pipeline.draft, connectionId, target), deploy: true, activate: true });
  await apiSend("POST", `/v1/events/${eventId}/replay`, { pipeline: pipeline.id });
}
