import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { checkWindow } from "../check-window";
import { defineStep } from "../contract";

export const dedupe = defineStep({
  id: "dedupe",
  version: 1,
  category: "CTL",
  title: "Drop duplicates",
  summary: "Lets the first event with a key through and drops the others for a while.",
  config: z.strictObject({
    key: field.refs({ label: "Key", help: "Events with the same values here are the same. One that has none of them always passes." }),
    window: field.duration({ label: "Window", help: "Counted from the event that passed." }),
  }),
  initial: { window: "24h" },
  needs: ["windows"],
  reads: "raw",
  describe: ({ key, window }) => oneLine(`first of ${key.join(", ")} in ${window}`),
  check: ({ window }) => checkWindow(window),
});
