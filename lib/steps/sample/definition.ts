import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

export const sampleEvents = defineStep({
  id: "sample",
  version: 1,
  category: "CTL",
  title: "Sample",
  summary: "Lets a share of the events through, always the same ones.",
  config: z.strictObject({
    rate: field.number({ label: "Share", help: "From 0 (none) to 1 (all): 0.1 is every tenth." }, z.number().min(0).max(1)),
    key: field.refs({ label: "Key", help: "Events with the same values pass together or not at all. Empty: each event by itself." }).optional(),
  }),
  initial: { rate: 0.1 },
  needs: [],
  reads: "raw",
  describe: ({ rate, key = [] }) => oneLine(`${Number((rate * 100).toFixed(4))} %${key.length > 0 ? ` of ${key.join(", ")}` : " of events"}`),
});
