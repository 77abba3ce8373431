import { z } from "zod";
import { describeCondition } from "@/lib/pipeline/describe-condition";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

export const filterMatch = defineStep({
  id: "filter.match",
  version: 1,
  category: "CTL",
  title: "Filter",
  summary: "Lets only events through for which the conditions hold.",
  config: z.strictObject({
    where: field.condition({ label: "Continue only if", help: "Events for which this does not hold end here, counted as filtered." }),
  }),
  initial: { where: { combinator: "and", conditions: [] } },
  needs: [],
  reads: "raw",
  describe: ({ where }) => (where.conditions.length === 0 ? "every event" : `${oneLine(describeCondition(where), 75)} only`),
});
