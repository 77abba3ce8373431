import { expect, test } from "@playwright/test";
import pg from "pg";
import { createOrganization } from "./fresh-organization";
import { databaseUrl } from "./processes/server-process";
import { openAs } from "./sign-in";

test("events of one group gather, say until when, and arrive as one summary that leads to each of them", async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  const organization = await createOrganization(baseURL!, "summary");
  await organization.connectSandbox();
  const [fails, recovers] = [`${organization.name} fails`, `${organization.name} recovers`];
  const destination = { id: "team", kind: "slack", connection: "acme-slack", target: { channel: "#signups" }, template: { mode: "message", title: "$event.text" }, config: { group: { mode: "digest", key: ["$event.service"], window: "1h" } } };
  const definition = { version: 1, slug: "checks", name: "Checks", sources: [{ source: "default", match: "check.*" }], steps: [], destinations: [destination] };
  const { id: pipeline } = await organization.api<{ id: string }>("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
  const first = await organization.ingest("check.failed", { service: "api", text: fails });
  const second = await organization.ingest("check.ok", { service: "api", text: recovers });

  await openAs(page, organization.owner, `/events/${second}`);
  await expect(page.getByText(/^gathering until \d\d:\d\d$|^gathering until \d+ \w+, \d\d:\d\d$/).first()).toBeVisible();
  await page.getByRole("button", { name: /#signups/ }).click();
  await page.goto((await page.getByRole("link", { name: "all of it" }).getAttribute("href")) ?? "");
  const listed = page.getByRole("list", { name: "Deliveries" }).getByRole("listitem");
  await expect(listed).toHaveCount(2);

  await endWindow([first, second]);
  await expect(listed.getByText("delivered")).toHaveCount(2, { timeout: 30_000 });
  await page.goto("/sandbox/slack?channel=signups");
  const summary = page.getByRole("article").filter({ hasText: fails });
  await expect(summary).toHaveCount(1);
  await expect(summary).toContainText("2 events since");
  await expect(summary).toContainText("api");
  await expect(summary.getByRole("link", { name: fails })).toHaveAttribute("href", new RegExp(`/events/${first}$`));
  await expect(summary.getByRole("link", { name: recovers })).toHaveAttribute("href", new RegExp(`/events/${second}$`));

  await page.goto(`/events/${second}`);
  await page.getByRole("button", { name: /#signups/ }).click();
  await page.getByRole("link", { name: "the delivery that sends it" }).click();
  await expect(page.getByText("Attempts", { exact: true })).toBeVisible();

  await page.goto(`/pipelines/${pipeline}?node=destination:team&tab=message&editor=true`);
  const preview = page.getByRole("dialog", { name: "Message to Slack" }).getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("3 of its group within 1h arrive as one");
  await expect(preview).toContainText("3 events since");
});

/** As if the time had passed that these events' deliveries wait for; other journeys gather at the same time. */
async function endWindow(events: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(process.env.E2E_DATA_DIR ?? "") });
  await client.connect();
  await client.query("UPDATE engine.jobs SET due = now() WHERE state = 6 AND data ->> 'deliveryId' IN (SELECT id FROM deliveries WHERE event_id = ANY ($1))", [events]);
  await client.query("SELECT pg_notify('engine_wake', '')");
  await client.end();
}
