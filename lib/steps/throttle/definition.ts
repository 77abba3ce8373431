import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { checkWindow } from "../check-window";
import { defineStep } from "../contract";

const placesMax = 10_000;

export const throttle = defineStep({
  id: "throttle",
  version: 1,
  category: "CTL",
  title: "Throttle",
  summary: "Lets so many events through in a while; the others are dropped, or wait their turn.",
  config: z.strictObject({
    key: field.refs({ label: "Key", help: "Counted apart for each of its values. Empty: all events of the pipeline together." }).optional(),
    max: field.number({ label: "At most", help: `Events in a window, ${placesMax.toLocaleString("en")} at most.` }, z.number().int().min(1).max(placesMax)),
    window: field.duration({ label: "Window" }),
    mode: field.select({ label: "The others" }, ["drop", "delay"], { drop: "are dropped", delay: "wait for their turn" }),
  }),
  initial: { max: 1, window: "1h", mode: "drop" },
  needs: ["windows", "clock"],
  reads: "raw",
  describe: ({ key = [], max, window, mode }) => oneLine(`${max} in ${window}${key.length > 0 ? ` for each ${key.join(", ")}` : ""}, then ${mode}`),
  check: ({ window }) => checkWindow(window),
});
