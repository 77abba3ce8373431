import { expect, test, type Page } from "@playwright/test";
import { startNotionDouble, type NotionDouble } from "../lib/testing/doubles/notion";
import { createOrganization, type Organization } from "./fresh-organization";
import { openAs } from "./sign-in";

let organization: Organization;
let notion: NotionDouble;

test.beforeEach(async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  notion = await startNotionDouble({ callsMax: 1000, port: Number(process.env.E2E_NOTION_PORT), redirectUri: `${baseURL}/api/notion/oauth_redirect` });
  organization = await createOrganization(baseURL!, "notion-oauth");
  await openAs(page, organization.owner, "/destinations/new/notion");
});

test.afterEach(() => notion.close());

test("a workspace is connected by signing in with Notion, and a test message arrives there", async ({ page }) => {
  await askForAccess(page);
  await page.getByRole("link", { name: "Allow access" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Notion is connected" })).toBeVisible();
  expect(await connections()).toMatchObject([{ kind: "notion", name: "Acme", summary: "Ingestlayer in Acme" }]);

  await page.getByLabel("Database or page", { exact: true }).click();
  await page.getByRole("option", { name: "Tickets (database)" }).click();
  await page.getByRole("button", { name: "Send test message" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Arrived" })).toBeVisible();
  expect(notion.rows).toHaveLength(1);
});

test("who cancels at Notion is told so, a used answer is refused, and nothing is connected", async ({ page }) => {
  await askForAccess(page);
  const cancel = page.getByRole("link", { name: "Cancel" });
  const answer = (await cancel.getAttribute("href")) ?? "";
  await cancel.click();
  await expect(page.getByRole("alert").filter({ hasText: "You cancelled the sign-in with Notion" })).toBeVisible();
  await page.goto(answer);
  await expect(page.getByRole("alert").filter({ hasText: "This sign-in was refused" })).toBeVisible();
  expect(await connections()).toEqual([]);
});

/** As far as Notion's own page, which asks whether to allow it. */
async function askForAccess(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Sign in with Notion" }).getByRole("link", { name: "Sign in with Notion" }).click();
  await expect(page.getByRole("heading", { name: "Ingestlayer would like to access Acme" })).toBeVisible();
}

function connections(): Promise<unknown[]> {
  return organization.api("GET", "/v1/connections");
}
