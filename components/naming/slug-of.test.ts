import { expect, it } from "vitest";
import { slugSchema } from "@/lib/pipeline/definition";
import { slugOf } from "./slug-of";

it("makes a slug that the API takes of any name that has a letter or a digit", () => {
  expect(slugOf("Acme Corp.")).toBe("acme-corp");
  expect(slugOf("  Café Ürümqi ")).toBe("cafe-urumqi");
  for (const name of ["x".repeat(200), `${"y".repeat(63)} z`, "1", "A_b"]) expect(slugSchema.safeParse(slugOf(name)).success).toBe(true);
});

it("is empty where nothing fits", () => {
  expect(slugOf("日本")).toBe("");
  expect(slugOf("--")).toBe("");
});
