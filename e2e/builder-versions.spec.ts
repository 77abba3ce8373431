import { expect, test, type Browser, type Page } from "@playwright/test";
import { cardOf, drag, expectSaved, inspectorOf } from "./builder";
import { createOrganization, password, type Organization } from "./fresh-organization";
import { openAs } from "./sign-in";

type Draft = { name: string; steps: { id: string }[]; destinations: { target: { channel: string } }[] };
type Pipeline = { id: string; revision: number; draft: Draft; version: { number: number } | null };

let organization: Organization;
let pipeline: Pipeline;
test.beforeEach(async ({ baseURL }) => {
  test.setTimeout(180_000);
  organization = await createOrganization(baseURL ?? "", "versions");
  await organization.connectSandbox();
  const definition = {
    version: 1,
    slug: "orders",
    name: "Orders",
    sources: [{ source: "default", match: "order.placed" }],
    steps: [{ id: "only-large", kind: "filter.match", config: { where: { combinator: "and", conditions: [{ field: "$event.size", op: "==", value: "large" }] } } }],
    destinations: [{ id: "team", kind: "slack", connection: "acme-slack", target: { channel: "#payments" } }],
  };
  pipeline = await organization.api("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
});

test("events stay on the version they began with while the next one is deployed; the first one is restored", async ({ page }) => {
  await openBuilder(page);
  await cardOf(page, "Destination 1, slack, #payments").click();
  await inspectorOf(page).getByLabel("Channel").click();
  await page.getByRole("option", { name: "general", exact: true }).click();
  await expect(cardOf(page, "Destination 1, slack, #general")).toBeVisible();
  await expectSaved(page);
  await page.getByRole("button", { name: "Deploy", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Deploy version 2" });
  await expect(dialog.getByRole("listitem")).toHaveText([/Slack “team” · #payments → #general/]);

  // One message a second: most of these still wait for their turn when version 2 begins.
  const before = await Promise.all([1, 2, 3, 4, 5].map((number) => order(`before-${number}`)));
  await expect.poll(() => versionsOf(before)).toEqual([1, 1, 1, 1, 1]);
  await dialog.getByRole("button", { name: "Deploy", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Deployed" })).toContainText("Version 2 takes new events from now on");
  await page.getByRole("dialog", { name: "Deployed" }).getByRole("button", { name: "Done" }).click();
  const after = await order("after");
  await expect.poll(() => versionsOf([after])).toEqual([2]);
  await expect.poll(() => statusesOf([...before, after]), { timeout: 60_000 }).toEqual(Array(6).fill("succeeded"));

  await restoreFirst(page);
  await expect(cardOf(page, "Destination 1, slack, #payments")).toBeVisible();
  const restored = await read();
  expect(restored.version?.number).toBe(2);
  expect(restored.draft.destinations).not.toEqual((await versionDefinition(2)).destinations);

  await page.goto("/sandbox/slack?channel=payments");
  // A message a second, and other journeys write there as well.
  await expect(messages(page, "before")).toHaveCount(5, { timeout: 60_000 });
  await expect(messages(page, "after")).toHaveCount(0);
  await page.goto("/sandbox/slack?channel=general");
  await expect(messages(page, "after")).toHaveCount(1, { timeout: 60_000 });
  await expect(messages(page, "before")).toHaveCount(0);
});

test("two tabs edit one draft: it is asked whose shall stay, and the other one can be brought back", async ({ page, context }) => {
  await openBuilder(page);
  const other = await context.newPage();
  await other.goto(`/pipelines/${pipeline.id}`);
  await expect(cardOf(other, "Step 1, filter.match")).toBeVisible();

  const letGo = await holdSaves(page);
  await rename(page, "Mine");
  await rename(other, "Theirs");
  await expectSaved(other);
  expect((await read()).draft.name).toBe("Theirs");
  letGo();

  const dialog = page.getByRole("dialog", { name: "This draft was changed elsewhere" });
  await expect(dialog).toContainText(/You saved it in another tab (just now|\d+)/);
  await expect(dialog).toContainText("pipeline renamed: “Theirs” → “Mine”");
  expect((await read()).draft.name).toBe("Theirs");
  await dialog.getByRole("button", { name: "Load theirs" }).click();
  await expect(nameOf(page)).toHaveValue("Theirs");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(nameOf(page)).toHaveValue("Mine");
  await expectSaved(page);
  await expect.poll(async () => (await read()).draft.name).toBe("Mine");
  await expect(nameOf(other)).toHaveValue("Mine");
  await other.getByRole("button", { name: "Undo" }).click();
  await expect(nameOf(other)).toHaveValue("Theirs");
});

test("a viewer sees the pipeline and can change it neither on the screen nor through the API", async ({ page, browser }) => {
  await openAs(page, organization.owner, "/pipelines");
  const guest = await joinAsViewer(page, browser);
  await guest.goto(`/pipelines/${pipeline.id}`);
  const card = cardOf(guest, "Step 1, filter.match");
  await expect(card).toBeVisible();
  await expect(guest.getByRole("status").filter({ hasText: "Your role is viewer" })).toBeVisible();
  await expect(guest.getByRole("complementary", { name: "Palette" })).toHaveCount(0);
  for (const name of ["Deploy", "Pause", "Undo", "Test"]) await expect(guest.getByRole("button", { name, exact: true })).toHaveCount(0);

  await drag(guest, card, cardOf(guest, "Destination 1"));
  await card.click();
  await expect(inspectorOf(guest).getByLabel("Name", { exact: true })).toBeDisabled();
  await expect(inspectorOf(guest).getByLabel("Field of rule 1")).toBeDisabled();
  await card.focus();
  await guest.keyboard.press("Delete");
  await guest.keyboard.press("a");
  await expect(guest.getByRole("dialog")).toHaveCount(0);
  await expect(card).toBeVisible();

  const path = `/v1/pipelines/${pipeline.id}`;
  const draft = { definition: { ...pipeline.draft, steps: [] }, revision: pipeline.revision };
  for (const [method, where, body] of [["PUT", path, draft], ["POST", `${path}/deploy`, {}], ["POST", `${path}/pause`, {}], ["DELETE", path, undefined]] as const) {
    expect(await statusOf(guest, method, where, body), `${method} ${where}`).toBe(403);
  }
  expect((await read()).draft).toEqual(pipeline.draft);
});

async function openBuilder(page: Page): Promise<void> {
  await openAs(page, organization.owner, `/pipelines/${pipeline.id}`);
  await expect(cardOf(page, "Step 1, filter.match")).toBeVisible();
}

async function restoreFirst(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Versions" }).click();
  const sheet = page.getByRole("dialog", { name: "History" });
  await sheet.getByRole("button", { name: /^v1\b/ }).click();
  await expect(sheet).toContainText("From v1 to the draft");
  await expect(sheet).toContainText("#payments → #general");
  await sheet.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Version 1 is the draft now").first()).toBeVisible();
}

function nameOf(page: Page) {
  return page.getByRole("textbox", { name: "Name of the pipeline" });
}

async function rename(page: Page, name: string): Promise<void> {
  await nameOf(page).fill(name);
  await nameOf(page).press("Enter");
}

/** What this tab saves waits on its way; the function returned lets it go on. */
async function holdSaves(page: Page): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => { letGo = resolve; });
  await page.route(`**/v1/pipelines/${pipeline.id}`, async (route) => {
    if (route.request().method() === "PUT") await gate;
    await route.continue();
  });
  return letGo;
}

async function joinAsViewer(owners: Page, browser: Browser): Promise<Page> {
  const email = organization.owner.email.replace("owner", "guest");
  const link = await owners.evaluate(async (address) => {
    const answer = await fetch("/v1/invitations", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email: address, role: "viewer" }) });
    return String((await answer.json()).data.link);
  }, email);
  const guest = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await guest.goto(link);
  await guest.getByLabel("Name").fill("Gus");
  await guest.getByLabel("Password", { exact: true }).fill(password);
  await guest.keyboard.press("Enter");
  await expect(guest).toHaveURL("/pipelines");
  return guest;
}

function statusOf(page: Page, method: string, path: string, body: unknown): Promise<number> {
  return page.evaluate(
    async ([how, where, what]) => (await fetch(where, { method: how, headers: { "content-type": "application/json" }, ...(what === "" ? {} : { body: what }) })).status,
    [method, path, body === undefined ? "" : JSON.stringify(body)] as const,
  );
}

function order(name: string): Promise<string> {
  return organization.ingest("order.placed", { order: `${organization.name}-${name}`, size: "large" });
}

function messages(page: Page, name: string) {
  return page.getByRole("article").filter({ hasText: `${organization.name}-${name}` });
}

type Run = { version: number; status: string; deliveries: { status: string }[] };

async function runOf(eventId: string): Promise<Run | undefined> {
  const { runs } = await organization.api<{ runs: Run[] }>("GET", `/v1/events/${eventId}`);
  return runs[0];
}

function versionsOf(eventIds: string[]) {
  return Promise.all(eventIds.map(async (id) => (await runOf(id))?.version));
}

function statusesOf(eventIds: string[]) {
  return Promise.all(eventIds.map(async (id) => (await runOf(id))?.status));
}

function read(): Promise<Pipeline> {
  return organization.api("GET", `/v1/pipelines/${pipeline.id}`);
}

async function versionDefinition(number: number): Promise<Draft> {
  const versions = await organization.api<{ number: number; definition: Draft }[]>("GET", `/v1/pipelines/${pipeline.id}/versions`);
  const found = versions.find((version) => version.number === number);
  if (!found) throw new Error(`there is no version ${number}`);
  return found.definition;
}
