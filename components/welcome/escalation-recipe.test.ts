import { expect, test } from "vitest";
import { destinationCatalog } from "@/lib/destinations/catalog";
import type { JsonObject } from "@/lib/pipeline/context";
import { validateDefinition } from "@/lib/pipeline/validate";
import { stepCatalog } from "@/lib/steps/catalog";
import { escalationRecipe, recipeEvent, recipeSlug, sendingTo, slackTarget } from "./escalation-recipe";

const catalogs = { steps: stepCatalog, destinations: destinationCatalog };

test("the recipe has nothing to be mended before it is deployed, and sends to the Slack connection alone", () => {
  const recipe = escalationRecipe("con_1");
  expect(validateDefinition(recipe, catalogs)).toMatchObject({ ok: true, definition: { slug: recipeSlug, destinations: [{ kind: "slack", connection: "con_1" }] } });
});

test("it takes the event it is shown with", () => {
  expect(escalationRecipe("con_1").sources).toMatchObject([{ match: recipeEvent.type }]);
});

test("another connection and channel replace those of its Slack destination and nothing else", () => {
  const recipe: JsonObject = { ...escalationRecipe("con_1"), destinations: [{ kind: "slack", connection: "old", target: { channel: "#a" } }, { kind: "webhook", connection: "hook" }] };
  expect(slackTarget(recipe)).toEqual({ channel: "#a" });
  const moved = sendingTo(recipe, "con_2", { channel: "C1" });
  expect(moved).toEqual({ ...recipe, destinations: [{ kind: "slack", connection: "con_2", target: { channel: "C1" } }, { kind: "webhook", connection: "hook" }] });
  expect(slackTarget(escalationRecipe("con_1"))).toEqual({ channel: "#alerts" });
  expect(slackTarget({ destinations: [{ kind: "webhook" }, "odd"] })).toBeNull();
});
