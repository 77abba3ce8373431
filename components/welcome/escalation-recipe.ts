import example from "@/examples/route-support-escalations.json";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";

export const recipeSlug = example.slug;

/** The event the recipe waits for: critical by its words, with a phone number that must not reach anybody. */
export const recipeEvent = {
  type: "support.ticket.created",
  payload: {
    ticket_id: "T-1",
    subject: "Checkout is down",
    body: "Everyone sees 500 errors since 9:40. Call me: +1 415 555 2671",
    customer_tier: "enterprise",
    channel: "email",
  },
};

/** The example pipeline with Slack as its only destination, and one way to redact for it. */
export function escalationRecipe(connection: string): JsonObject {
  const { destinations, steps, ...rest } = example;
  const definition = {
    ...rest,
    steps: steps.map((step) => (step.config.columns ? { ...step, config: { ...step.config, columns: { default: step.config.columns.default } } } : step)),
    destinations: destinations.filter(({ kind }) => kind === "slack").map((destination) => ({ ...destination, connection })),
  };
  // Through JSON: the file's inferred type names fields that only some of its parts have.
  const json: JsonObject = JSON.parse(JSON.stringify(definition));
  return json;
}

/** A draft whose Slack destinations send there. */
export function sendingTo(draft: JsonObject, connection: string, target: JsonObject): JsonObject {
  return { ...draft, destinations: partsOf(draft.destinations).map((part) => (part.kind === "slack" ? { ...part, connection, target } : part)) };
}

/** Where the first Slack destination of a draft sends; null when it has none. */
export function slackTarget(draft: JsonObject): JsonObject | null {
  const part = partsOf(draft.destinations).find(({ kind }) => kind === "slack");
  return part ? (isObject(part.target) ? part.target : {}) : null;
}

function partsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
