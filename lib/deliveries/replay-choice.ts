import { z } from "zod";

/** How what failed is sent again. */
export const replayChoice = {
  /** `destination`: to the destination that failed alone; `start`: the event goes through the whole pipeline again. */
  from: z.enum(["destination", "start"]).default("destination"),
  /** `original`: as it was rendered, or on the version that it ran on; `current`: on the version deployed now. */
  version: z.enum(["original", "current"]).default("original"),
};

export const replayChoiceSchema = z.strictObject(replayChoice);
export type ReplayChoice = z.infer<typeof replayChoiceSchema>;

/** What was rendered is sent; any other choice makes a new run. */
export function sendsAsRendered({ from, version }: ReplayChoice): boolean {
  return from === "destination" && version === "original";
}

/** Why a delivery can't be sent as it was rendered. */
export const notRendered = "no message was made: only a new run can send it";
