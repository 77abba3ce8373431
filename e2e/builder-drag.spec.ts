import { expect, test, type Page } from "@playwright/test";
import { cardOf, drag, expectSaved, inspectorOf } from "./builder";
import { createOrganization, type Organization } from "./fresh-organization";
import { openAs } from "./sign-in";

let organization: Organization;
test.beforeEach(async ({ baseURL }) => {
  test.setTimeout(180_000);
  organization = await createOrganization(baseURL ?? "", "drag");
  await organization.connectSandbox();
});

test("the escalation pipeline, built by dragging alone, lets only the critical ticket through and none of its personal data", async ({ page }) => {
  const { id } = await organization.api<{ id: string }>("POST", "/v1/pipelines", { definition: { version: 1, slug: "escalations", name: "Escalations" } });
  await openAs(page, organization.owner, `/pipelines/${id}`);

  await dragFromPalette(page, "source", "choose a source");
  await expect(cardOf(page, "Source 1, Default")).toBeVisible();
  await inspectorOf(page).getByLabel("Event types").fill("support.ticket.created");

  await dragFromPalette(page, "classify", "add a step");
  await classifyByWords(page);

  await drag(page, page.locator("[data-palette='redact.pii']"), cardOf(page, "Step 1, classify"), { x: 0.9, y: 0.5 });
  await expect(cardOf(page, "Step 2, redact.pii")).toBeVisible();

  await drag(page, page.locator("[data-palette='filter.match']"), cardOf(page, "Step 2, redact.pii"), { x: 0.9, y: 0.5 });
  await expect(cardOf(page, "Step 3, filter.match")).toBeVisible();
  await inspectorOf(page).getByRole("button", { name: "Add a rule" }).click();
  await fillRule(page, "$classify.urgency", "critical");

  await drag(page, cardOf(page, "Step 3, filter.match"), cardOf(page, "Step 2, redact.pii"));
  await expect(cardOf(page, "Step 2, filter.match: urgency = critical only")).toBeVisible();
  await expect(cardOf(page, "Step 3, redact.pii")).toBeVisible();

  await dragFromPalette(page, "slack", "add a destination");
  await chooseChannel(page, "alerts");
  await drag(page, page.locator("[data-palette='slack']"), cardOf(page, "Destination 1, slack, #alerts"), { x: 0.5, y: 0.9 });
  await expect(cardOf(page, "Destination 2, slack")).toBeVisible();
  await chooseChannel(page, "support");
  await inspectorOf(page).getByRole("tab", { name: "When" }).click();
  await inspectorOf(page).getByRole("button", { name: "Add a rule" }).click();
  await fillRule(page, "$event.customer_tier", "enterprise");

  await expectSaved(page);
  await page.getByRole("button", { name: "Deploy", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Deploy version 1" });
  await expect(dialog).toContainText("added step filter.match");
  await dialog.getByRole("checkbox").uncheck();
  await dialog.getByRole("button", { name: "Deploy", exact: true }).click();
  await page.getByRole("dialog", { name: "Deployed" }).getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();

  const personal = `${organization.name}@personal.example`;
  const ticket = (name: string, subject: string, customer_tier: string) =>
    organization.ingest("support.ticket.created", { ticket_id: `${organization.name}-${name}`, subject, body: `Please write to ${personal}`, customer_tier });
  const low = await ticket("low", "How do I export a report?", "enterprise");
  const free = await ticket("free", "Checkout is down", "free");
  const critical = await ticket("critical", "Everything is down", "enterprise");
  await expectRun(low, "filtered", {});
  await expectRun(free, "succeeded", { delivered: 1, skipped: 1 });
  await expectRun(critical, "succeeded", { delivered: 2 });

  await expectTickets(page, "alerts", { shown: ["free", "critical"], hidden: ["low"] }, personal);
  await expectTickets(page, "support", { shown: ["critical"], hidden: ["low", "free"] }, personal);
});

function dragFromPalette(page: Page, kind: string, slot: string): Promise<void> {
  return drag(page, page.locator(`[data-palette='${kind}']`), page.locator(".pipeline-canvas").getByRole("button", { name: slot }));
}

async function classifyByWords(page: Page): Promise<void> {
  const inspector = inspectorOf(page);
  await inspector.getByLabel("Dimension").fill("urgency");
  for (const ref of ["$event.subject", "$event.body"]) {
    await inspector.getByLabel("Input", { exact: true }).fill(ref);
    await inspector.getByLabel("Input", { exact: true }).press("Enter");
  }
  for (const [index, [name, word]] of [["critical", "down"], ["low", "*"]].entries()) {
    await inspector.getByRole("button", { name: "Add label" }).click();
    const label = inspector.getByRole("listitem").filter({ has: page.getByRole("button", { name: `Remove label ${index + 1}` }) });
    await label.getByLabel("Name", { exact: true }).fill(name ?? "");
    await label.getByLabel("Words and phrases: add").fill(word ?? "");
    await label.getByLabel("Words and phrases: add").press("Enter");
  }
  await expect(cardOf(page, "Step 1, classify: urgency: critical, low (keywords)")).toBeVisible();
}

async function fillRule(page: Page, ref: string, value: string): Promise<void> {
  await inspectorOf(page).getByLabel("Field of rule 1").fill(ref);
  await inspectorOf(page).getByLabel("Value of rule 1").fill(value);
  await expect(inspectorOf(page)).toContainText(`Holds when ${ref.split(".").at(-1)} = ${value}`);
}

async function chooseChannel(page: Page, name: string): Promise<void> {
  await inspectorOf(page).getByLabel("Channel").click();
  await page.getByRole("option", { name, exact: true }).click();
  await expect(inspectorOf(page).getByLabel("Channel")).toContainText(name);
}

async function expectRun(eventId: string, status: string, deliveries: Record<string, number>): Promise<void> {
  const read = async () => {
    const [run] = (await organization.api<{ runs: { status: string; deliveries: { status: string }[] }[] }>("GET", `/v1/events/${eventId}`)).runs;
    const counts: Record<string, number> = {};
    for (const delivery of run?.deliveries ?? []) counts[delivery.status] = (counts[delivery.status] ?? 0) + 1;
    return { status: run?.status, deliveries: counts };
  };
  await expect.poll(read, { timeout: 60_000 }).toEqual({ status, deliveries });
}

async function expectTickets(page: Page, channel: string, { shown, hidden }: { shown: string[]; hidden: string[] }, personal: string): Promise<void> {
  await page.goto(`/sandbox/slack?channel=${channel}`);
  for (const name of shown) await expect(page.getByRole("article").filter({ hasText: `${organization.name}-${name}` })).toHaveCount(1);
  for (const name of hidden) await expect(page.getByRole("article").filter({ hasText: `${organization.name}-${name}` })).toHaveCount(0);
  expect(await page.content()).not.toContain(personal);
}
