import { expect, test, type Page } from "@playwright/test";
import { createOrganization, password } from "./fresh-organization";
import { signIn } from "./sign-in";

const ownersNext = "staple battery horse";

let owner: string;
test.beforeEach(async ({ baseURL }) => {
  test.setTimeout(120_000);
  owner = (await createOrganization(baseURL!, "team")).owner.email;
});

test("a viewer is invited, sees everything and changes nothing", async ({ page, browser }) => {
  const guest = owner.replace("owner", "guest");
  await page.goto("/settings/members");
  await signIn(page, { email: owner, password });
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(owner);
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Expected an address that is no member yet.");
  await dialog.getByLabel("Email").fill(guest);
  await dialog.getByLabel("Role").click();
  await page.getByRole("option", { name: "Viewer" }).click();
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("region", { name: "Pending invitations" })).toContainText(guest);

  const guests = await (await browser.newContext()).newPage();
  await guests.goto(link);
  await guests.getByLabel("Password", { exact: true }).fill("short");
  await guests.getByRole("button", { name: /^Join/ }).click();
  await expect(guests.getByText("Expected 10 to 1,000 characters.")).toBeVisible();
  await guests.getByLabel("Name").fill("Gus");
  await guests.getByLabel("Password", { exact: true }).fill(password);
  await guests.keyboard.press("Enter");
  await expect(guests).toHaveURL("/pipelines");
  await guests.goto("/settings/members");
  await expect(guests.getByRole("listitem").filter({ hasText: "Gus" })).toContainText("Viewer");
  await expect(guests.getByRole("button", { name: "Invite" })).toHaveCount(0);
  expect(await statusOf(guests, "POST", "/v1/sources", { slug: "mine" })).toBe(403);
  expect(await statusOf(guests, "GET", "/v1/sources")).toBe(200);

  // The owner's screen follows by itself.
  await expect(page.getByRole("listitem").filter({ hasText: "Gus" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Pending invitations" })).toHaveCount(0);
});

test("a changed password ends the sessions elsewhere, and this one goes on", async ({ page, browser }) => {
  await page.goto("/settings/members");
  await signIn(page, { email: owner, password });
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto("/settings/account");
  await signIn(elsewhere, { email: owner, password });
  await elsewhere.getByLabel("Current password").fill(password);
  await elsewhere.getByLabel("New password").fill(ownersNext);
  await elsewhere.getByRole("button", { name: "Change password" }).click();
  await expect(elsewhere.getByText("Your password is changed")).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL("/settings/account");
  await page.goto("/events?type=order.placed");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, { email: owner, password: ownersNext });
  await expect(page).toHaveURL("/events?type=order.placed");
});

function statusOf(page: Page, method: string, path: string, body?: unknown): Promise<number> {
  return page.evaluate(
    async ([how, where, what]) => (await fetch(String(where), { method: String(how), headers: { "content-type": "application/json" }, ...(what ? { body: JSON.stringify(what) } : {}) })).status,
    [method, path, body] as const,
  );
}
