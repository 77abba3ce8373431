import { describe, expect, test } from "vitest";
import { destinationCatalog, destinationKinds } from "@/lib/destinations/catalog";
import { validateDefinition } from "@/lib/pipeline/validate";
import { parseYamlSchema } from "@/lib/schemas/yaml-schema";
import { compileSchema } from "@/lib/schemas/compile-schema";
import { stepCatalog } from "@/lib/steps/catalog";
import { findRecipe, recipeCatalog } from "./catalog";
import { renderSample } from "./render-sample";
import { toDefinition } from "./to-definition";

test("there are eighteen, each under an address of its own", () => {
  expect(recipeCatalog).toHaveLength(18);
  expect(new Set(recipeCatalog.map(({ slug }) => slug)).size).toBe(18);
  expect(findRecipe("route-support-escalations")?.event).toBe("support.ticket.created");
  expect(destinationKinds).toHaveLength(7);
});

describe.each(recipeCatalog.map((recipe) => [recipe.slug, recipe] as const))("%s", (_slug, recipe) => {
  test("declares its event, which its samples fit", () => {
    const declared = parseYamlSchema(recipe.schema);
    expect(declared.type).toBe(recipe.event);
    const check = compileSchema(declared.schema);
    expect(check(recipe.samples.good)).toEqual([]);
    if (recipe.samples.filtered.payload) expect(check(recipe.samples.filtered.payload)).toEqual([]);
    // Without a payload it is the same event twice, so something must tell that it is the same.
    else expect(declared.idempotency).not.toBeNull();
  });

  test("says what it is for in whole sentences", () => {
    for (const text of [recipe.summary, recipe.story, recipe.samples.filtered.why, ...recipe.questions.map(({ answer }) => answer)]) expect(text).toMatch(/^[A-Z0-9].*\.$/s);
    for (const { question } of recipe.questions) expect(question).toMatch(/^[A-Z].*[?.]$/);
    expect(recipe.questions.length).toBeGreaterThan(0);
  });

  describe.each(destinationKinds)("into %s", (kind) => {
    const target = destinationCatalog[kind].anyTarget;
    test("is a whole pipeline", () => {
      const definition = toDefinition(recipe, { slug: recipe.slug, source: "default", kind, connection: "mine", target: { ...target } });
      expect(validateDefinition(definition, { steps: stepCatalog, destinations: destinationCatalog })).toMatchObject({ ok: true, warnings: [] });
    });

    test("brings the good event, without what it hides, and not the other one", async () => {
      const { outcome, message } = await renderSample(recipe, kind);
      expect(outcome).toMatchObject({ status: "succeeded", error: null });
      expect(message).toHaveProperty("message");
      expect(message).toMatchObject({ cuts: [] });
      const text = JSON.stringify(message);
      for (const hidden of recipe.hidden) expect(text).not.toContain(hidden);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
      if (recipe.samples.filtered.payload) expect((await renderSample(recipe, kind, recipe.samples.filtered.payload)).outcome.status).toBe("filtered");
    });
  });
});
