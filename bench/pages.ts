// What the dashboard costs a browser: JavaScript of each page's first load, and how the builder keeps up with 30 steps and
// 20 destinations while a card is dragged and a field is typed into.
// Run: npm run bench -- pages
import { chromium, type Page } from "@playwright/test";
import { cpus, loadavg } from "node:os";
import { browserEnvironment } from "../scripts/launch/browser.mjs";
import { createInstall } from "../e2e/processes/server-process";
import { signIn } from "../e2e/sign-in";
import { largePipeline } from "./pages/large-pipeline";

const owner = { email: "owner@example.com", password: "correct horse battery" };
const install = await createInstall();
const server = await install.start();
// Whatever fails below must not leave a server behind, whose open output would keep the caller waiting.
process.on("exit", () => server.process.kill("SIGTERM"));
await install.createOwnerAndKey();
await install.cli("connection", "create", "webhook", "--slug", "hook", "--url", "https://example.com/hook", "--no-verify");
const pipelineId = await importPipeline();
const environment = await browserEnvironment();
Object.assign(process.env, environment);
const browser = await chromium.launch({ executablePath: environment.CHROMIUM_PATH, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const context = await browser.newContext({ baseURL: install.url, viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
await page.goto("/pipelines");
await signIn(page, owner);

const loads = [];
for (const path of ["/pipelines", `/pipelines/${pipelineId}`, `/pipelines/${pipelineId}/runs`, "/events", "/deliveries", "/destinations", "/keys", "/settings", "/welcome"]) {
  loads.push({ page: path.replace(pipelineId, "[id]"), "first-load JS, kB gzipped": await firstLoadKb(path) });
}
console.table(loads);

await page.goto(`/pipelines/${pipelineId}`);
await page.locator("[data-card]").first().waitFor();
const opened = await page.evaluate(() => Math.round(performance.now()));
const keystroke = await mainThreadMsAKey(page);
console.table([
  { builder: "opened, ms since navigation (30 steps, 20 destinations)", ms: opened },
  ...frameRow("dragging a card", await framesWhile(page, dragCard)),
  ...frameRow("typing into a field", await framesWhile(page, typeIntoName)),
  { builder: "typing, main thread busy a key", ms: keystroke },
]);
console.log(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; a headless browser without a GPU`);
await browser.close();
await server.stop();
install.remove();
process.exit(0);

async function importPipeline(): Promise<string> {
  const answer = await fetch(`${install.url}/v1/pipelines/import`, {
    method: "POST",
    headers: { authorization: `Bearer ${install.key()}`, "content-type": "application/json" },
    body: JSON.stringify({ definition: largePipeline() }),
  });
  const body = (await answer.json()) as { data?: { id: string }; error?: unknown };
  if (!body.data) throw new Error(JSON.stringify(body.error));
  return body.data.id;
}

/** Scripts the browser fetched until the page was quiet, as they came over the wire, in a context without a cache. */
async function firstLoadKb(path: string): Promise<number> {
  const fresh = await browser.newContext({ baseURL: install.url, storageState: await context.storageState() });
  const visitor = await fresh.newPage();
  const sizes: Promise<number>[] = [];
  visitor.on("requestfinished", (request) => {
    if (request.resourceType() === "script") sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await visitor.goto(path, { waitUntil: "load" });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await fresh.close();
  return Math.round(bytes / 1000);
}

async function framesWhile(target: Page, act: (target: Page) => Promise<void>): Promise<number[]> {
  // As text: the loader of this file adds helpers to functions that the browser does not have.
  await target.evaluate("{ const times = (window.frameTimes = []); (function record(at) { if (at) times.push(at); if (window.frameTimes === times) requestAnimationFrame(record); })(); }");
  await act(target);
  const times = await target.evaluate(() => (window as unknown as { frameTimes: number[] }).frameTimes);
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}

/** Scripts, styles, layout and paint of one key: what of a frame's 16 ms is ours, however slow the machine draws. */
async function mainThreadMsAKey(target: Page): Promise<number> {
  const keys = 40;
  await target.locator("[data-card]").nth(3).click();
  const field = target.getByLabel("Name", { exact: true }).first();
  await field.pressSequentially("warm ");
  const session = await target.context().newCDPSession(target);
  await session.send("Performance.enable");
  const busyMs = async () => ((await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000;
  const before = await busyMs();
  // As fast as people type: what is saved and checked meanwhile is part of it.
  await field.pressSequentially("x".repeat(keys), { delay: 80 });
  return Number((((await busyMs()) - before) / keys).toFixed(1));
}

function frameRow(builder: string, frames: number[]) {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1));
  return [{ builder: `${builder}, frame p50`, ms: at(0.5) }, { builder: `${builder}, frame p95`, ms: at(0.95) }];
}

async function dragCard(target: Page): Promise<void> {
  const box = await target.locator("[data-card]").nth(3).boundingBox();
  if (!box) throw new Error("there is no card to drag");
  await target.mouse.move(box.x + 20, box.y + 20);
  await target.mouse.down();
  for (let step = 1; step <= 60; step++) await target.mouse.move(box.x + 20 + step * 5, box.y + 20 + (step % 10));
  await target.keyboard.press("Escape");
  await target.mouse.up();
}

async function typeIntoName(target: Page): Promise<void> {
  await target.locator("[data-card]").nth(3).click();
  await target.getByLabel("Name", { exact: true }).first().pressSequentially(" that matters to those who are on call tonight");
}
