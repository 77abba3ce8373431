import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { checkEntityKind } from "../check-entity-kind";
import { defineStep } from "../contract";

export const upsertEntity = defineStep({
  id: "upsert.entity",
  version: 1,
  category: "MUT",
  title: "Remember an entity",
  summary: "Stores what the event says about a customer, a user or anything else with an id.",
  config: z.strictObject({
    kind: field.text({ label: "Kind", help: "Read as $entity.<kind>, here and in other pipelines.", placeholder: "customer" }, 64),
    externalId: field.ref({ label: "Id", help: "The id it has in your own system." }),
    traits: field.map({ label: "Traits", help: "A trait that is exactly one ref keeps the value's type. What is missing in an event is left as it was." }, field.template({ label: "Value" }, 10_000)),
  }),
  initial: { kind: "customer", traits: {} },
  needs: ["entities"],
  reads: "raw",
  writes: ({ kind }) => [["entity", kind]],
  describe: ({ kind, externalId, traits }) => oneLine(`${kind} ${externalId}: ${Object.keys(traits).join(", ") || "no traits yet"}`),
  check: ({ kind, traits }) => [...checkEntityKind(kind), ...(Object.keys(traits).length > 100 ? [{ path: "traits", message: "expected at most 100 traits" }] : [])],
});
