import { expect, it } from "vitest";
import { ApiError } from "@/components/query/api-error";
import { configSchema } from "./config-schema";
import { splitProblems } from "./config-problems";

it("problems stand at the fields of the form they belong to", () => {
  const details = [{ path: "slug", message: "taken" }, { path: "config.headers.Host", message: "no" }, { path: "config", message: "unknown" }];
  expect(splitProblems(new ApiError(400, "invalid_request", "x", details, null))).toEqual({
    own: [{ path: "slug", message: "taken" }],
    config: [{ path: "headers.Host", message: "no" }, { path: "", message: "unknown" }],
  });
  expect(splitProblems(new Error("else"))).toEqual({ own: [], config: [] });
});

it("asks nobody for what the vendor tells", () => {
  expect(Object.keys(configSchema("slack")?.shape ?? {})).toEqual(["botToken", "apiBaseUrl"]);
  expect(Object.keys(configSchema("webhook")?.shape ?? {})).toContain("url");
  expect(Object.keys(configSchema("openai")?.shape ?? {})).toEqual(["apiKey", "baseUrl"]);
  expect(configSchema("fax")).toBeUndefined();
});
