import { expect, test, type Page } from "@playwright/test";
import { createOrganization, type Organization } from "./fresh-organization";
import { signIn } from "./sign-in";

let organization: Organization;

test.beforeEach(async ({ baseURL }) => {
  test.setTimeout(240_000);
  organization = await createOrganization(baseURL!, "recipe");
  await organization.connectSandbox();
});

test("a recipe found without an account is used to the first message, and can be paused and resumed", async ({ page }) => {
  await page.goto("/recipes");
  await page.getByRole("searchbox").fill("escalations");
  await page.getByRole("link", { name: /Route support escalations/ }).first().click();
  await page.getByRole("link", { name: "Use it" }).first().click();
  await signIn(page, organization.owner);
  await page.getByRole("button", { name: "Make the draft" }).click();
  await expect(page).toHaveURL(/\/pipelines\/pl_/);

  const address = page.url().split("?")[0] ?? "";
  await page.goto(`${address}?open=test`);
  const testRun = page.getByRole("region", { name: "Test run" });
  await testRun.getByRole("button", { name: "Run", exact: true }).click();
  // On the recipe's own sample. Where the message goes is still to be chosen.
  await expect(testRun.getByRole("status")).toContainText("succeeded", { timeout: 30_000 });
  await page.goto(`${address}?node=destination:slack`);
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByLabel("Channel", { exact: true }).click();
  await page.getByPlaceholder("Search channels…").fill("alerts");
  await page.getByRole("option", { name: "alerts" }).click();
  await deploy(page);

  const ticket = await send();
  await expectInChannel(page, [ticket]);

  await page.goto(`${address}?node=destination:slack`);
  await inspector.getByRole("button", { name: "Pause this destination" }).click();
  await expect(inspector.getByText("Nothing is delivered here.")).toBeVisible();
  const held = [await send(), await send()];
  await inspector.getByRole("button", { name: "Resume: send the 2 held" }).click({ timeout: 30_000 });
  await expect(page.getByText("2 held deliveries are on their way")).toBeVisible();
  await expectInChannel(page, [ticket, ...held]);
});

let tickets = 0;

/** Answers the ticket's number. */
async function send(): Promise<string> {
  const ticket = `${organization.name}-${(tickets += 1)}`;
  await organization.ingest("support.ticket.created", { ticket_id: ticket, subject: "Checkout is down", body: "Nothing loads.", customer_tier: "pro", channel: "email" });
  return ticket;
}

async function deploy(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.getByRole("button", { name: "Deploy" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("takes new events from now on");
}

/** Each once, in order. */
async function expectInChannel(page: Page, expected: string[]): Promise<void> {
  await page.goto("/sandbox/slack?channel=alerts");
  const articles = page.getByRole("article").filter({ hasText: organization.name });
  await expect(articles).toHaveCount(expected.length, { timeout: 30_000 });
  for (const [index, ticket] of expected.entries()) await expect(articles.nth(index)).toContainText(`Critical ticket ${ticket}`);
}
