import { expect, test, type Page } from "@playwright/test";
import { createOrganization, type Organization } from "./fresh-organization";
import { openAs } from "./sign-in";

type Connection = { id: string; kind: string; status: string; summary: string };

let organization: Organization;

test.beforeEach(async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  organization = await createOrganization(baseURL!, "oauth");
  await openAs(page, organization.owner, "/destinations/new/slack");
});

test("a workspace is connected by signing in with Slack, and a test message arrives there", async ({ page }) => {
  await askForAccess(page);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Slack is connected" })).toBeVisible();
  const [connection] = await connections();
  expect(connection).toMatchObject({ kind: "slack", status: "active", summary: "@ingestlayer in Sandbox" });
  await expect(page).toHaveURL(new RegExp(`/destinations/${connection?.id}`));

  await page.getByLabel("Channel", { exact: true }).click();
  await page.getByPlaceholder("Search channels…").fill("supp");
  await page.getByRole("option", { name: "support" }).click();
  await page.getByRole("button", { name: "Send test message" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Arrived" })).toBeVisible();
  const [slack] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: "See the message" }).click()]);
  await expect(slack.getByRole("heading", { level: 2, name: "support" })).toBeVisible();
  const message = slack.locator(`article#${new URL(slack.url()).hash.slice(1)}`);
  await expect(message).toContainText("ingestlayer.test");
});

test("who cancels at Slack is told so, and nothing is connected", async ({ page }) => {
  await askForAccess(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "You cancelled the sign-in with Slack" })).toBeVisible();
  expect(await connections()).toEqual([]);
});

test("a forged, a stranger's or a used answer of Slack connects nothing", async ({ page, browser, baseURL }) => {
  const refusal = { hasText: "This sign-in was refused" };
  await page.goto("/api/slack/oauth_redirect?code=anything&state=forged");
  await expect(page.getByRole("alert").filter(refusal)).toBeVisible();

  await page.goto("/destinations/new/slack");
  const answers: string[] = [];
  page.on("request", (request) => new URL(request.url()).pathname === "/api/slack/oauth_redirect" && answers.push(request.url()));
  await askForAccess(page);
  const state = new URL(page.url()).searchParams.get("state");
  const other = await createOrganization(baseURL!, "oauth-other");
  const stranger = await (await browser.newContext()).newPage();
  await openAs(stranger, other.owner, "/destinations");
  await stranger.goto(`/api/slack/oauth_redirect?code=anything&state=${state}`);
  await expect(stranger.getByRole("alert").filter(refusal)).toBeVisible();
  expect(await connections()).toEqual([]);

  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Slack is connected" })).toBeVisible();
  const before = await connections();
  expect(before).toHaveLength(1);
  await page.goto(answers[0]!);
  await expect(page.getByRole("alert").filter(refusal)).toBeVisible();
  expect(await connections()).toEqual(before);
  expect(await other.api("GET", "/v1/connections")).toEqual([]);
});

/** As far as Slack's own page, which asks whether to allow it. */
async function askForAccess(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Sandbox workspace" }).getByRole("link", { name: /Slack’s sign-in/ }).click();
  await expect(page.getByRole("heading", { name: "Ingestlayer asks for access" })).toBeVisible();
  await expect(page.getByText("chat:write.public")).toBeVisible();
}

function connections(): Promise<Connection[]> {
  return organization.api("GET", "/v1/connections");
}
