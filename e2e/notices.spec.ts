import { expect, test } from "@playwright/test";
import { createOrganization, type Organization } from "./fresh-organization";
import { openSignedIn } from "./sign-in";
import { expectLoaded } from "./page-loaded";

let organization: Organization;
test.beforeAll(async ({ baseURL }) => {
  organization = await createOrganization(baseURL!, "notices");
});

test("an owner chooses where failures are told, tries it and switches them on", async ({ browser }) => {
  const page = await (await openSignedIn(browser, organization.owner)).newPage();
  await page.goto("/settings/notices");
  await expectLoaded(page, "Nothing to send notices through yet");
  await organization.connectSandbox();
  await page.reload();
  await page.getByRole("combobox", { name: "Send through" }).click();
  await page.getByRole("option", { name: "acme-slack" }).click();
  await page.getByRole("combobox", { name: "Channel" }).click();
  await page.getByRole("option", { name: "general" }).click();
  await page.getByRole("button", { name: "Send a test notice" }).click();
  await expect(page.getByText("Arrived")).toBeVisible({ timeout: 15_000 });
  await page.getByRole("switch", { name: "Send failure notices" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Failure notices are on")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Send failure notices" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Channel" })).toContainText("general");
  expect(await organization.api("GET", "/v1/notices")).toMatchObject({ is_on: true, channel: { via: "connection", target: { channelName: "general" } } });
});
