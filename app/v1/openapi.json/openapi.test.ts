import { readdirSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it } from "vitest";
import { handleInNext } from "@/lib/ingest/http/handle-in-next";
import { openApiDocument } from "@/lib/openapi/openapi-document";
import { publicRoutes, routes } from "../all-routes";

const document = openApiDocument([...publicRoutes, ...routes], "http://127.0.0.1:3000");
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })));

it("is OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(document)));
  expect(errors ?? []).toEqual([]);
  expect([valid, validator.version]).toEqual([true, "3.1"]);
});

it("has every route there is", async () => {
  const files = readdirSync("app/v1", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts") && !file.startsWith("openapi.json"));
  const expected = files.map((file) => `/v1/${file.replace(/\/route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`);
  expect(Object.keys(document.paths).filter((path) => path.startsWith("/v1/")).toSorted()).toEqual(expected.toSorted());
  for (const { handlers } of routes) for (const handler of Object.values(handlers)) expect(handler).not.toBe(handleInNext);
});

it("names each operation once, in words", () => {
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { summary } of operations) expect(summary).toMatch(/^[A-Z][a-zA-Z '’]+/);
});

it("refers to nothing it does not hold", () => {
  for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
    expect(name).toMatch(/^#\/components\/schemas\//);
    expect(document.components.schemas).toHaveProperty([name?.split("/").at(-1) ?? ""]);
  }
});

it("says which scope a key needs, and takes bodies where a route does", () => {
  const create = document.paths["/v1/schemas"]?.post;
  expect(create).toMatchObject({ "x-scope": "manage", security: [{ key: [] }, { session: [] }], requestBody: { required: true } });
  expect(document.paths["/v1/events"]?.get?.parameters?.map(({ name }) => name)).toEqual(expect.arrayContaining(["cursor", "limit", "type", "source", "status"]));
});
