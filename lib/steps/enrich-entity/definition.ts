import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";
import { checkEntityKind } from "../check-entity-kind";

export const enrichEntity = defineStep({
  id: "enrich.entity",
  version: 1,
  category: "ENR",
  title: "Add an entity",
  summary: "Reads what you know about a customer, a user or anything else with an id.",
  config: z.strictObject({
    kind: field.text({ label: "Kind", help: "Read as $entity.<kind>.", placeholder: "customer" }, 64),
    key: field.ref({ label: "Id", help: "The id it has in your own system." }),
  }),
  initial: { kind: "customer" },
  needs: ["entities"],
  // It stays inside: what is found leaves only through a destination's own view.
  reads: "raw",
  writes: ({ kind }) => [["entity", kind]],
  describe: ({ kind, key }) => oneLine(`${kind} ${key}`),
  check: ({ kind }) => checkEntityKind(kind),
});
