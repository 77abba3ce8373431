import { z } from "zod";
import type { Database } from "@/lib/db";
import { findPipelineRow } from "@/lib/pipelines/store";
import { deliveryStatuses } from "./delivery-store";
import type { DeliveryFilter } from "./delivery-list-store";

const statusSchema = z.enum(deliveryStatuses);

/** What deliveries are chosen by, in a list's query and in a bulk replay's body. */
export const deliveryQuery = {
  /** One or more, with commas between. */
  status: z
    .string()
    .max(100)
    .refine((text) => text.split(",").every((status) => statusSchema.safeParse(status).success), `expected ${deliveryStatuses.join(", ")}`)
    .optional(),
  /** Id or slug. */
  pipeline: z.string().max(64).optional(),
  destination: z.string().max(64).optional(),
  kind: z.string().max(64).optional(),
  /** Id. */
  connection: z.string().max(64).optional(),
  /** Id of the delivery whose attempts send them in one message. */
  digest: z.string().max(64).optional(),
  /** An attempt may have arrived though no answer was recorded. */
  possibly_sent: z.enum(["true", "false"]).optional(),
};

const deliveryQuerySchema = z.strictObject(deliveryQuery);
type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

/** Of a list: whether those are shown that a new run sends instead. */
export const supersededQuery = { superseded: z.enum(["true", "false", "any"]).default("false") };

/** Null when it names a pipeline that is not there: then nothing fits. */
export async function deliveryFilterOf(db: Database, organizationId: string, query: DeliveryQuery & { superseded?: DeliveryFilter["superseded"] }): Promise<DeliveryFilter | null> {
  const pipeline = query.pipeline === undefined ? undefined : await findPipelineRow(organizationId, db.prisma, query.pipeline);
  if (pipeline === null) return null;
  return {
    statuses: query.status?.split(",").map((status) => statusSchema.parse(status)),
    pipelineId: pipeline?.id,
    destinationId: query.destination,
    kind: query.kind,
    connectionId: query.connection,
    superseded: query.superseded,
    carriedBy: query.digest,
    possiblySent: query.possibly_sent === undefined ? undefined : query.possibly_sent === "true",
  };
}
