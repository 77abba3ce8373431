import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { createOrganization } from "./fresh-organization";

test("the SDK as it is published sends from a browser, on a page of another origin", async ({ page, baseURL }) => {
  const organization = await createOrganization(baseURL!, "browser");
  const { key } = await organization.api<{ key: string }>("POST", "/v1/keys", { name: "page", scopes: ["ingest"] });
  const dist = mkdtempSync(path.join(tmpdir(), "ingestlayer-sdk-"));
  execFileSync(process.execPath, ["packages/sdk/scripts/build.mjs", dist]);
  const code = readFileSync(path.join(dist, "index.js"), "utf8");

  await page.goto(`${baseURL!.replace("127.0.0.1", "localhost")}/sign-in`);
  const sent = await page.evaluate(
    async ({ code: text, apiKey, baseUrl }) => {
      const sdk = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
      return sdk.createClient({ apiKey, baseUrl }).ingest("page.viewed", { path: location.pathname });
    },
    { code, apiKey: key, baseUrl: baseURL! },
  );
  expect(await organization.api("GET", `/v1/events/${sent.id}`)).toMatchObject({ type: "page.viewed", payload: { path: "/sign-in" } });
});
