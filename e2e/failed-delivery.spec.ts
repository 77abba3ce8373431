import { expect, test, type Page } from "@playwright/test";
import { startRecordingServer, type RecordingServer } from "../lib/testing/recording-server";
import { createOrganization, type Organization } from "./fresh-organization";
import { openAs } from "./sign-in";

let organization: Organization;
let receiver: RecordingServer;
/** What the receiver answers to the next message. */
let status: number;

test.beforeEach(async ({ baseURL }) => {
  test.setTimeout(240_000);
  organization = await createOrganization(baseURL!, "failed");
  receiver = await startRecordingServer({ respond: () => ({ status }) });
  await organization.api("POST", "/v1/connections", { kind: "webhook", slug: "hook", config: { url: `${receiver.url}/hook` }, verify: false });
});

test.afterEach(() => receiver.close());

test("a message that nobody takes says what is wrong and whose move it is, and is sent once when the address is mended", async ({ page }) => {
  status = 404;
  const event = await sendThrough({ id: "archive", kind: "webhook", connection: "hook", target: {} });
  await openEvent(page, event);
  await expect(page.getByText("There is nothing at this address (HTTP 404).")).toBeVisible();
  await expect(page.getByText("Your move: Correct the address, then resume: what was held is sent.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the connection" })).toBeVisible();

  status = 200;
  const refused = receiver.requests.length;
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Resumed: one delivery is sent")).toBeVisible();
  await expectDelivered(page, event);
  expect(receiver.requests.slice(refused).map(({ body }) => body)).toEqual([expect.stringContaining(event)]);
});

test("a message to a receiver that fails is tried again by itself, or at once by the button", async ({ page }) => {
  status = 503;
  const event = await sendThrough({ id: "archive", kind: "webhook", connection: "hook", target: {} });
  await openEvent(page, event);
  await expect(page.getByText("The receiver failed (HTTP 503).")).toBeVisible();
  await expect(page.getByText(/It is tried again on its own\./)).toBeVisible();

  status = 200;
  await page.getByRole("button", { name: "Send again" }).click();
  await expectDelivered(page, event);
  expect(receiver.requests.at(-1)?.body).toContain(event);
  const [delivery] = await deliveriesOf(event);
  expect(delivery?.attempt_count).toBe(receiver.requests.length);
});

test("a channel that was archived is named as the cause, and what waits goes to another one, once, when that is deployed", async ({ page }) => {
  await organization.connectSandbox();
  const event = await sendThrough({ id: "team", kind: "slack", connection: "acme-slack", target: { channel: "C0SANDOLDAR" }, template: { mode: "message", text: "Order $event.id" } });
  await openEvent(page, event);
  await expect(page.getByText("The channel is archived.")).toBeVisible();
  await expect(page.getByText("Your move: Unarchive it in Slack and resume, or choose another channel and deploy: what is held goes there.")).toBeVisible();

  await page.getByRole("link", { name: "Edit the destination" }).click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("button", { name: "Choose from the list" }).click();
  await inspector.getByLabel("Channel", { exact: true }).click();
  await page.getByPlaceholder("Search channels…").fill("signups");
  await page.getByRole("option", { name: "signups" }).click();
  await page.getByRole("button", { name: "Deploy" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("takes new events from now on");

  await page.goto(`/events/${event}`);
  await expectDelivered(page, event);
  await page.goto("/sandbox/slack?channel=signups");
  await expect(page.getByRole("article").filter({ hasText: `Order ${event}` })).toHaveCount(1);
});

test("a refused message is made anew by a new version for the destination that failed, and counts as sent again", async ({ page }) => {
  status = 422;
  const event = await sendThrough({ id: "archive", kind: "webhook", connection: "hook", target: {}, template: { mode: "json", body: '{ total: $event.total }' } });
  await openEvent(page, event);
  await expect(page.getByText("The receiver refused the message (HTTP 422).")).toBeVisible();

  status = 200;
  const refused = receiver.requests.length;
  await deploy({ id: "archive", kind: "webhook", connection: "hook", target: {}, template: { mode: "json", body: '{ mended: $event.total }' } });
  await page.getByRole("button", { name: "Other ways" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([/^The same message/, /^The message made anew/, /^The event from the start/, /^The event from the start, as before/]);
  await page.getByRole("menuitem", { name: "The message made anew" }).click();
  await expect(page.getByText("It is sent again")).toBeVisible();
  await expect(page.getByText(/^Sent again by run_/)).toBeVisible();
  await expect(page.getByText("· only to archive")).toBeVisible();
  await expect.poll(() => receiver.requests.slice(refused).map(({ body }) => body)).toEqual([JSON.stringify({ mended: 12 })]);
  await page.goto("/deliveries");
  await expect(page.getByText("Nothing needs attention: every delivery arrived or is on its way.")).toBeVisible();
});

test("a thousand that were refused are sent again no faster than asked, until it is cancelled; the rest stays, and is sent by another", async ({ page }) => {
  status = 422;
  await sendThrough({ id: "archive", kind: "webhook", connection: "hook", target: {} });
  const orders = Array.from({ length: 999 }, (_, n) => ({ type: "order.created", payload: { n } }));
  for (const half of [orders.slice(0, 500), orders.slice(500)]) await organization.api("POST", "/v1/ingest", { events: half });
  await expect.poll(async () => (await count()).total, { timeout: 60_000 }).toBe(1000);
  await openAs(page, organization.owner, "/deliveries");
  await expect(page.getByRole("list", { name: "Deliveries" }).getByRole("listitem").first()).toBeVisible();

  status = 200;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Send all that fit again…" }).click();
  await expect(dialog.getByRole("heading", { name: "Send 1,000 deliveries again" })).toBeVisible();
  await expect(dialog.getByRole("radio", { name: /^The same message/ })).toBeChecked();
  await dialog.getByLabel("Messages a second, at most").fill("50");
  await expect(dialog.getByText("About 20 s for all of them.")).toBeVisible();
  await dialog.getByRole("button", { name: "Send 1,000 again" }).click();
  await expect(page.getByText("1,000 deliveries are sent again")).toBeVisible();
  const replays = page.getByRole("region", { name: "Replays" });
  await expect(replays.getByText(/^Sending again: [1-9]\d* of 1,000, at most 50 a second, about \d+ s left$/)).toBeVisible({ timeout: 30_000 });
  await replays.getByRole("button", { name: "Cancel" }).click();
  await expect(replays.getByText(/^Cancelled: \d+ of 1,000 put back into their queues/)).toBeVisible();
  const [cancelled] = await organization.api<{ replayed: number }[]>("GET", "/v1/deliveries/replay");
  const replayed = cancelled?.replayed ?? 0;
  expect(replayed % 50).toBe(0);
  expect(replayed).toBeLessThan(1000);
  await expect.poll(async () => (await count()).total, { timeout: 30_000 }).toBe(1000 - replayed);
  await expect.poll(() => receiver.requests.length, { timeout: 30_000 }).toBe(1000 + replayed);

  await page.getByRole("button", { name: "Send all that fit again…" }).click();
  await dialog.getByRole("button", { name: `Send ${1000 - replayed} again` }).click();
  await expect(replays.getByText(new RegExp(`^Done: ${1000 - replayed} of ${1000 - replayed} put back into their queues`))).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => receiver.requests.length, { timeout: 60_000 }).toBe(2000);
  const idsOf = (requests: typeof receiver.requests) => new Set(requests.map(({ headers }) => headers["webhook-id"]));
  expect(idsOf(receiver.requests.slice(1000))).toEqual(idsOf(receiver.requests.slice(0, 1000)));
  await expect(page.getByText("Nothing needs attention: every delivery arrived or is on its way.")).toBeVisible({ timeout: 30_000 });
});

/** How many could be sent again. */
function count(): Promise<{ total: number }> {
  return organization.api("GET", "/v1/deliveries/replay/count");
}

/** Answers the id of an event that is on its way to the destination. */
async function sendThrough(destination: Record<string, unknown>): Promise<string> {
  await deploy(destination);
  return organization.ingest("order.created", { total: 12 });
}

async function deploy(destination: Record<string, unknown>): Promise<void> {
  const definition = { version: 1, slug: "orders", name: "Orders", sources: [{ source: "default", match: "order.*" }], steps: [], destinations: [destination] };
  await organization.api("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
}

async function openEvent(page: Page, event: string): Promise<void> {
  await openAs(page, organization.owner, `/events/${event}`);
}

async function expectDelivered(page: Page, event: string): Promise<void> {
  await expect(page.getByRole("region", { name: "Runs" }).getByText("delivered", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  expect((await deliveriesOf(event)).map((delivery) => delivery.status)).toEqual(["delivered"]);
}

async function deliveriesOf(event: string) {
  const { runs } = await organization.api<{ runs: { deliveries: { status: string; attempt_count: number }[] }[] }>("GET", `/v1/events/${event}`);
  return runs.flatMap(({ deliveries }) => deliveries);
}
