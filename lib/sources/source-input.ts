import { z } from "zod";
import { slugSchema } from "@/lib/pipeline/definition";
import { sourceKinds, sourceStatuses } from "./store";

const name = z.string().trim().min(1).max(120);
const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000;

export const newSourceSchema = z.strictObject({
  slug: slugSchema,
  /** The slug unless given. */
  name: name.optional(),
  kind: z.enum(sourceKinds).default("api"),
});
export type NewSource = z.input<typeof newSourceSchema>;

export const sourceChangeSchema = z.strictObject({
  slug: slugSchema.optional(),
  name: name.optional(),
  status: z.enum(sourceStatuses).optional(),
  dedupeWindowMs: z.number().int().min(1_000).max(thirtyDaysMs).optional(),
});
