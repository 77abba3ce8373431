import { z } from "zod";

export const eventTypeResourceSchema = z.object({
  type: z.string(),
  /** Events of the last 30 days, counted up to 1,000. */
  count: z.number(),
  last_seen_at: z.string(),
});
export type EventTypeResource = z.infer<typeof eventTypeResourceSchema>;

export const eventFieldTypes = ["string", "number", "boolean", "datetime", "object", "array", "null", "mixed", "any"] as const;

export const eventFieldSchema = z.object({
  /** The ref that reads it: `$event.customer["first name"]`. */
  path: z.string(),
  type: z.enum(eventFieldTypes),
  /** Declared ones, else distinct recent ones, newest first; of a list, what its items were. */
  values: z.array(z.json()).optional(),
  /** From the newest event that has the field; long texts are cut, large documents left out. */
  sample: z.json().optional(),
  /** Share of the recent events that have it, 0 to 1. */
  seen: z.number(),
});
export type EventField = z.infer<typeof eventFieldSchema>;
export type EventFieldType = EventField["type"];
