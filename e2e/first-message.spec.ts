import { expect, test, type Page } from "@playwright/test";
import { runCli } from "./run-cli";
import { signIn } from "./sign-in";
import { openWatched } from "./watched-page";

const password = "correct horse battery";
const personal = "hannah.whitfield@brightloom.example";

/** One ticket a worker: the projects share the server, and the sandbox workspace with it. */
let ticket: string;
let email: string;

test.beforeAll(async ({ baseURL }, { project, workerIndex }) => {
  test.setTimeout(120_000);
  const name = `${project.name}-${workerIndex}`;
  ticket = `T-${name}`;
  email = `owner@${name}.example`;
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR, INGESTLAYER_URL: baseURL };
  await runCli(env, ["owner", "create", "--email", email, "--password", password]);
  env.INGESTLAYER_KEY = await runCli(env, ["key", "create", "--name", "e2e", "--scopes", "ingest,manage", "--organization", name]);
  await runCli(env, ["connection", "create", "slack", "--slug", "acme-slack", "--sandbox"]);
  await runCli(env, ["connection", "create", "webhook", "--slug", "archive-hook", "--url", "https://archive.example/hook", "--no-verify"]);
  await runCli(env, ["pipeline", "import", "examples/route-support-escalations.json", "--deploy", "--activate"]);
  const payload = {
    ticket_id: ticket,
    subject: "Production is down for every customer",
    body: `Nothing loads since 06:40 UTC and the status page shows nothing. Please call back, or write to ${personal}.`,
    customer_tier: "free",
    channel: "email",
  };
  await runCli(env, ["event", "send", "support.ticket.created", "--data", JSON.stringify(payload)]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`a critical ticket is a message in #alerts, without the address its body named (${colorScheme})`, async ({ page }, testInfo) => {
    const complaints = await openWatched(page, "/sandbox/slack", colorScheme);
    await signIn(page, { email, password });
    await expect(page).toHaveURL("/sandbox/slack");
    const message = page.getByRole("article").filter({ hasText: `Critical ticket ${ticket}` });
    await expect(message).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("heading", { level: 2, name: "alerts" })).toBeVisible();
    await expect(message.getByRole("heading", { name: `Critical ticket ${ticket}` })).toBeVisible();
    await expect(message).toContainText("Production is down for every customer");
    await expect(message.getByRole("link", { name: "Open event" })).toBeVisible();
    expect(await page.content()).not.toContain(personal);
    await page.screenshot({ path: testInfo.outputPath("alerts.png") });
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });

  test(`a stranger is asked to sign in, which leads to the pipelines (${colorScheme})`, async ({ page }, testInfo) => {
    const complaints = await openWatched(page, "/", colorScheme);
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath("sign-in.png"), fullPage: true });
    await expectNoSideways(page);
    await signIn(page, { email, password });
    await expect(page).toHaveURL("/pipelines");
    await expect(page.getByRole("heading", { level: 1, name: "Pipelines" })).toBeVisible();
    expect(complaints).toEqual([]);
  });
}

test("Prometheus finds the delivery it can alert on", async ({ request }) => {
  await expect
    .poll(async () => (await request.get("/metrics")).text(), { timeout: 30_000 })
    .toMatch(/^ingestlayer_deliveries_total\{kind="slack",outcome="delivered"\} [1-9]/m);
});

async function expectNoSideways(page: Page): Promise<void> {
  const { shown, needed } = await page.evaluate(() => ({ shown: document.documentElement.clientWidth, needed: document.documentElement.scrollWidth }));
  expect(needed).toBeLessThanOrEqual(shown);
}
