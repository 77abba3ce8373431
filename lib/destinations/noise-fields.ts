import { z } from "zod";
import { field } from "@/lib/schema-form/field";

export const groupModes = ["thread", "update", "digest"] as const;

/** How a chat is kept quiet: the same for every kind that can do it, in its config. */
export const noiseFields = {
  group: field
    .object(
      { label: "Message groups" },
      {
        mode: field.select({ label: "Later ones of a group" }, groupModes, { thread: "answer the first one", update: "take its place", digest: "gather with it into one summary" }),
        key: field.refs({ label: "Group by", help: "Events with the same values here belong together. One that has none of them stands alone." }),
        window: field.duration({ label: "For", help: "Counted from the first one; then another one begins. A summary is sent at its end." }),
      },
    )
    .optional(),
  quiet: field
    .object(
      { label: "Quiet hours" },
      {
        from: field.text({ label: "From", placeholder: "22:00" }, 5),
        to: field.text({ label: "Until", help: "What came meanwhile is sent then, in order.", placeholder: "07:00" }, 5),
        timeZone: field.text({ label: "Time zone", placeholder: "Europe/Berlin" }, 64),
        unless: field.condition({ label: "Except when", help: "An event for which this holds is sent at once." }).optional(),
      },
    )
    .optional(),
};

/** These alone of a destination's config, whatever else its kind has there. */
export const noiseConfig = z.looseObject(noiseFields);

export type Group = NonNullable<z.infer<typeof noiseConfig>["group"]>;
export type Quiet = NonNullable<z.infer<typeof noiseConfig>["quiet"]>;
