import { expect, test, type Locator, type Page } from "@playwright/test";
import { createOrganization, type Organization } from "./fresh-organization";
import { openAs } from "./sign-in";

let organization: Organization;
let pipeline: string;
let event: string;

test.beforeEach(async ({ baseURL }) => {
  test.setTimeout(240_000);
  organization = await createOrganization(baseURL!, "template");
  await organization.connectSandbox();
  const destination = { id: "team", kind: "slack", connection: "acme-slack", target: { channel: "#payments" }, template: { mode: "message", title: "Order $event.number", text: "New" } };
  const definition = { version: 1, slug: "orders", name: "Orders", sources: [{ source: "default", match: "order.*" }], steps: [], destinations: [destination] };
  ({ id: pipeline } = await organization.api<{ id: string }>("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true }));
  event = await organization.ingest("order.created", { number: organization.name, customer: { name: "Ada" }, note: `${"many words ".repeat(400)}the end` });
});

test("a template is completed as it is typed, tells what is wrong with it and what is cut, and arrives as it was previewed", async ({ page }) => {
  await openAs(page, organization.owner, `/pipelines/${pipeline}?node=destination:team&tab=message&editor=true`);
  const dialog = page.getByRole("dialog", { name: "Message to Slack" });
  const text = dialog.getByRole("textbox", { name: "Text", exact: true });
  const preview = dialog.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText(`Order ${organization.name}`);

  await text.fill("Of *$event.cust");
  await text.press("Control+End");
  await text.pressSequentially("omer.");
  const option = page.getByRole("option", { name: /\$event\.customer\.name/ });
  await expect(option).toContainText("Ada");
  await option.click();
  await text.pressSequentially("*");
  await expect(preview).toContainText("Of Ada");

  await text.pressSequentially(" $event.custommer");
  const unknown = text.locator(".cm-lintRange");
  await expect(unknown).toHaveText("$event.custommer");
  await unknown.hover();
  await expect(page.getByText("$event.custommer resolves to nothing: no recent event has this field")).toBeVisible();

  await text.fill("Of *$event.customer.name*: $event.note");
  await expect(preview.getByText(/was cut from [\d,]+ to [\d,]+ characters/)).toBeVisible();
  await expect(preview.getByTestId("message-counters")).toContainText("longest text 3,000/3,000 (cut)");
  await expect(preview).toContainText("Of Ada: many words");
  const previewed = await messageLines(preview.locator(".slack-surface"));

  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.getByRole("button", { name: "Deploy" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("takes new events from now on");
  await organization.api("POST", `/v1/events/${event}/replay`, {});

  await openSandbox(page);
  const arrived = page.getByRole("article").filter({ hasText: `Order ${organization.name}` }).filter({ hasText: "Of Ada" });
  await expect(arrived).toHaveCount(1);
  expect(await messageLines(arrived)).toEqual(previewed);
});

async function openSandbox(page: Page): Promise<void> {
  await page.goto("/sandbox/slack?channel=payments");
  await expect(page.getByRole("heading", { level: 2, name: "payments" })).toBeVisible();
}

/** As it reads, but for the time of day. */
async function messageLines(message: Locator): Promise<string[]> {
  const lines = (await message.innerText()).split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^\d{1,2}:\d{2}/.test(line));
}
