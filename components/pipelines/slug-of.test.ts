import { expect, it } from "vitest";
import { slugSchema } from "@/lib/pipeline/definition";
import { slugOf } from "./slug-of";

it.each([["Route support escalations!", "route-support-escalations"], ["  Déjà & Café ", "deja-cafe"], ["a".repeat(80), "a".repeat(60)]])("makes a slug of %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  expect(slugSchema.safeParse(slugOf(name)).success).toBe(true);
});

it("is empty where nothing fits", () => {
  expect(slugOf("日本 !")).toBe("");
});
