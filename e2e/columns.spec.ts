import { expect, test } from "@playwright/test";
import pg from "pg";
import { createOrganization } from "./fresh-organization";
import { databaseUrl } from "./processes/server-process";
import { openAs } from "./sign-in";

test("a table's columns are offered by name and type, and one that went is told before a deploy", async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  const organization = await createOrganization(baseURL!, "columns");
  const url = databaseUrl(process.env.E2E_DATA_DIR ?? "");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE SCHEMA IF NOT EXISTS shop; DROP TABLE IF EXISTS shop.orders; CREATE TABLE shop.orders (event_id text PRIMARY KEY, amount numeric(10,2) NOT NULL, state text NOT NULL DEFAULT 'new', gone text)");
  const { username, password, hostname, port, pathname } = new URL(url);
  await organization.api("POST", "/v1/connections", { kind: "postgres", slug: "shop", config: { url: `postgres://${username}:${password}@${hostname}:${port}${pathname}`, tls: "off" } });
  const destination = { id: "rows", kind: "postgres", connection: "shop", target: { table: "shop.orders" }, template: { mode: "columns", columns: { event_id: "$event.id", gone: "$event.gone" } } };
  const definition = { version: 1, slug: "orders", name: "Orders", sources: [{ source: "default", match: "order.*" }], steps: [], destinations: [destination] };
  const { id: pipeline } = await organization.api<{ id: string }>("POST", "/v1/pipelines/import", { definition });
  await client.query("ALTER TABLE shop.orders DROP COLUMN gone");

  await openAs(page, organization.owner, `/pipelines/${pipeline}?node=destination:rows&tab=message&editor=true`);
  const columns = page.getByRole("dialog", { name: "Message to PostgreSQL" }).getByRole("list", { name: "Columns" });
  const column = (name: string) => columns.getByRole("listitem", { name, exact: true });
  // The editor is loaded first, and then its columns.
  await expect(columns).toBeVisible({ timeout: 60_000 });
  await expect(column("event_id")).toContainText("unique");
  await expect(column("amount")).toContainText("numeric(10,2)");
  await expect(column("amount")).toContainText("required");
  await expect(column("amount")).toContainText("expected a value");
  await expect(column("gone")).toContainText("there is no column of this name");
  await expect(columns.getByRole("textbox", { name: "Name of" })).toHaveCount(0);

  await column("gone").getByRole("button", { name: "Remove gone" }).click();
  await expect(column("gone")).toHaveCount(0);
  await column("amount").getByRole("textbox").fill("much");
  await expect(column("amount")).toContainText("expected a number");
  await column("amount").getByRole("textbox").fill("$event.amount");
  await column("state").getByRole("button", { name: "Fill state" }).click();
  await column("state").getByRole("textbox").fill("paid");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.getByRole("button", { name: "Deploy" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText(/version 1/i);
  await organization.api("POST", `/v1/pipelines/${pipeline}/activate`);

  await organization.ingest("order.created", { amount: 12.5 });
  await expect.poll(async () => (await client.query("SELECT amount, state FROM shop.orders")).rows).toEqual([{ amount: "12.50", state: "paid" }]);
  await client.end();
});
