import { execFileSync } from "node:child_process";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { createInstall, type ServerProcess } from "./server-process";

const email = "first@example.com";
const password = "correct horse battery";
const phone = "+1 415 555 2671";

let install: Awaited<ReturnType<typeof createInstall>>;
let server: ServerProcess;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  install = await createInstall();
  server = await install.start();
});

test.afterAll(async () => {
  await server?.stop();
  install?.remove();
});

test("from the printed link to a delivered message, and the link opens nothing any more", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const link = await server.setupLink();
  await expectClosed(browser, link.replace(/token=.*/, "token=guessed"));
  await becomeOwner(page, link);
  await expectClosed(browser, link);

  await page.getByRole("button", { name: "Create a key" }).click();
  const send = requestOf(await page.locator("pre").filter({ hasText: "curl" }).innerText());
  await expect(page.getByText("Listening for your first event…")).toBeVisible();
  expect((await fetch(send.url, send.init)).status).toBe(202);
  await expect(stepOf(page, "Send your first event")).toContainText("support.ticket.created arrived");

  await page.getByRole("button", { name: "Use this recipe" }).click();
  await expect(stepOf(page, "Choose what happens to it")).toContainText("Route support escalations");
  await page.getByRole("button", { name: "Connect the sandbox" }).click();
  await expect(stepOf(page, "Connect Slack")).toContainText("Sandbox");
  await page.getByRole("button", { name: "Go live and send my event" }).click();
  const done = page.getByRole("region", { name: "Done" });
  await expect(done).toContainText("Your message is delivered", { timeout: 30_000 });
  await expectDelivered("T-1");
  const permalink = await done.getByRole("link", { name: "See the message" }).getAttribute("href");

  // From now on by itself: the next critical ticket, sent with the same key.
  const body = String(send.init.body).replace('"T-1"', '"T-2"');
  expect((await fetch(send.url, { ...send.init, body })).status).toBe(202);
  await expectDelivered("T-2");

  await page.goto(permalink ?? "");
  for (const ticket of ["T-1", "T-2"]) await expect(page.getByRole("article").filter({ hasText: `Critical ticket ${ticket}` })).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 2, name: "alerts" })).toBeVisible();
  expect(await page.content()).not.toContain(phone);
  await page.goto(`${install.url}/deliveries?tab=all`);
  await expect(page.getByRole("listitem").filter({ hasText: "Route support escalations" }).filter({ hasText: "delivered" })).toHaveCount(2);
});

async function becomeOwner(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "Create the owner account" })).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Organization").fill("Acme");
  await page.getByRole("button", { name: "Create owner account" }).click();
  await expect(page).toHaveURL(`${install.url}/welcome`);
  await expect(page.getByRole("heading", { level: 1, name: "First steps" })).toBeVisible();
}

/** A stranger with this link makes no account, and sees nothing without one. */
async function expectClosed(browser: Browser, link: string): Promise<void> {
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(stranger.getByRole("button", { name: "Create owner account" })).toHaveCount(0);
  const token = new URL(link).searchParams.get("token");
  const claim = await context.request.post(`${install.url}/v1/setup`, { data: { token, email: "stranger@example.com", password }, headers: { origin: install.url } });
  expect(claim.status()).toBeGreaterThanOrEqual(400);
  expect((await context.request.get(`${install.url}/v1/pipelines`)).status()).toBe(401);
  const owners = await install.query<{ email: string }>("SELECT email FROM users WHERE email = 'stranger@example.com'");
  expect(owners).toEqual([]);
  await stranger.goto(`${install.url}/events`);
  await expect(stranger).toHaveURL(/\/(sign-in|setup)/);
  await context.close();
}

/** The step's card of the guide. */
function stepOf(page: Page, title: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("button", { name: title }) });
}

/** What the shown command would send, read by a shell as a person's would. */
function requestOf(command: string): { url: string; init: RequestInit } {
  const args = execFileSync("sh", ["-c", command.replace(/^curl/, "printf '%s\\0'")], { encoding: "utf8" }).split("\0").slice(0, -1);
  const valuesOf = (flag: string) => args.filter((_, index) => args[index - 1] === flag);
  const headers = Object.fromEntries(valuesOf("-H").map((header) => header.split(/: (.*)/s).slice(0, 2)));
  return { url: args[0] ?? "", init: { method: "POST", headers, body: valuesOf("-d")[0] ?? "" } };
}

async function expectDelivered(ticket: string): Promise<void> {
  const inSandbox = () => install.query<{ text: string }>("SELECT text FROM sandbox_messages WHERE text LIKE $1", [`%Critical ticket ${ticket}%`]);
  await expect.poll(async () => (await inSandbox()).length, { timeout: 60_000 }).toBe(1);
  expect((await inSandbox())[0]?.text).not.toContain(phone);
}
