import { expect, test, type Locator, type Page } from "@playwright/test";
import { cardOf, expectSaved, inspectorOf } from "./builder";
import { createOrganization, type Organization } from "./fresh-organization";

const tabsMax = 60;

let organization: Organization;
test.beforeEach(async ({ baseURL }) => {
  test.setTimeout(180_000);
  organization = await createOrganization(baseURL ?? "", "keys");
  await organization.connectSandbox();
});

test("a pipeline is built, changed, deployed and seen to work without a mouse", async ({ page }) => {
  await signInByKeys(page);
  await newPipelineByKeys(page);

  await add(page, "source");
  await expect(cardOf(page, "Source 1, Default")).toBeFocused();
  await openForm(page);
  await tabTo(page, inspectorOf(page).getByLabel("Event types"));
  await page.keyboard.type("order.placed");
  await backToCard(page, cardOf(page, "Source 1, Default: order.placed"));

  await add(page, "filter");
  await expect(cardOf(page, "Step 1, filter.match")).toBeFocused();
  await openForm(page);
  await tabTo(page, inspectorOf(page).getByRole("button", { name: "Add a rule" }));
  await page.keyboard.press("Enter");
  await expect(inspectorOf(page).getByLabel("Field of rule 1")).toBeFocused();
  await page.keyboard.type("$event.size");
  await tabTo(page, inspectorOf(page).getByLabel("Value of rule 1"));
  await page.keyboard.type("large");
  await backToCard(page, cardOf(page, "Step 1, filter.match: size = large only"));

  await add(page, "slack");
  await openForm(page);
  await tabTo(page, inspectorOf(page).getByLabel("Channel"));
  await page.keyboard.press("Enter");
  await page.keyboard.type("signups");
  await expect(page.getByRole("option", { name: "signups" })).toBeVisible();
  await page.keyboard.press("Enter");
  const slack = cardOf(page, "Destination 1, slack, #signups");
  await backToCard(page, slack);

  // As if what had the focus had gone: Escape leads back, and does not take the selection away.
  await slack.evaluate((card) => (card as HTMLElement).blur());
  await page.keyboard.press("Escape");
  await expect(slack).toBeFocused();
  await expect(slack).toHaveAttribute("aria-pressed", "true");

  await page.keyboard.press("Home");
  await expect(cardOf(page, "Source 1")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cardOf(page, "Step 1")).toBeFocused();
  await changeAndUndo(page);

  await expectSaved(page);
  await tabTo(page, page.getByRole("button", { name: "Deploy", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Deploy version 1" });
  await expect(dialog).toContainText("and activate it");
  await tabTo(page, dialog.getByRole("button", { name: "Deploy", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Deployed" })).toContainText("takes new events from now on");
  await page.keyboard.press("Escape");

  await organization.ingest("order.placed", { order: `${organization.name}-small`, size: "small" });
  const large = await organization.ingest("order.placed", { order: `${organization.name}-large`, size: "large" });
  await expect.poll(async () => (await runsOf(large)).map(({ status }) => status), { timeout: 60_000 }).toEqual(["succeeded"]);
  await page.goto("/sandbox/slack?channel=signups");
  await expect(page.getByRole("article").filter({ hasText: `${organization.name}-large` })).toHaveCount(1);
  await expect(page.getByRole("article").filter({ hasText: `${organization.name}-small` })).toHaveCount(0);
});

async function signInByKeys(page: Page): Promise<void> {
  await page.goto("/pipelines");
  await page.getByLabel("Email").focus();
  await page.keyboard.type(organization.owner.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(organization.owner.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Pipelines" })).toBeVisible();
}

async function newPipelineByKeys(page: Page): Promise<void> {
  // The list was asked for by the browser: from then on the page hears keys.
  await expect(page.getByText("There is no pipeline yet.")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
  await page.keyboard.type("new pipeline");
  await expect(page.getByRole("option", { name: "New pipeline" }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "New pipeline" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Large orders");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/pipelines\/\w+/);
  await expect(page.locator(".pipeline-canvas").getByRole("button", { name: "choose a source" })).toBeVisible();
}

/** On the selected step: a copy, its removal, a move, and back again through all of it. */
async function changeAndUndo(page: Page): Promise<void> {
  const [first, second] = [cardOf(page, "Step 1, filter.match: size = large only"), cardOf(page, "Step 2, filter.match")];
  await page.keyboard.press("ControlOrMeta+d");
  await expect(second).toBeFocused();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(cardOf(page, "Step 1")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(second).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(second).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(second).toHaveCount(0);
  await expect(first).toBeVisible();
  for (let undone = 0; undone < 3; undone++) await page.keyboard.press("ControlOrMeta+z");
  await expect(second).toHaveCount(0);
  await expect(first).toBeVisible();
}

/** `a` and the name: it stands behind the selected card and has the focus. */
async function add(page: Page, name: string): Promise<void> {
  await page.keyboard.press("a");
  const menu = page.getByRole("dialog", { name: "Add to the pipeline" });
  await expect(menu).toBeVisible();
  await page.keyboard.type(name);
  await expect(menu.getByRole("option").first()).toContainText(new RegExp(name, "i"));
  await page.keyboard.press("Enter");
  await expect(menu).toHaveCount(0);
}

async function openForm(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await expect(inspectorOf(page).locator(":focus")).toHaveCount(1);
}

/** The first Escape may only close a list of suggestions. */
async function backToCard(page: Page, card: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Escape");
    await expect(card).toBeFocused({ timeout: 2_000 });
  }).toPass();
}

async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let tabs = 0; tabs < tabsMax; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${tabsMax} times ${key} did not lead to ${target}`);
}

function runsOf(eventId: string): Promise<{ status: string }[]> {
  return organization.api<{ runs: { status: string }[] }>("GET", `/v1/events/${eventId}`).then(({ runs }) => runs);
}
