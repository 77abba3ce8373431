import { expect, test, type Page } from "@playwright/test";
import pg from "pg";
import { startDiscordDouble } from "../lib/testing/doubles/discord";
import { startNotionDouble } from "../lib/testing/doubles/notion";
import { startTelegramDouble } from "../lib/testing/doubles/telegram";
import { startMailServer } from "../lib/testing/mail-server";
import { startRecordingServer } from "../lib/testing/recording-server";
import { createOrganization } from "./fresh-organization";
import { databaseUrl } from "./processes/server-process";
import { signIn } from "./sign-in";

/** What stands at the other end of one kind. */
type Place = {
  /** Fills the form of the connection in. */
  fill(page: Page): Promise<void>;
  /** As the account calls itself once it is connected. */
  summary: RegExp;
  /** Says where to, for the test message. */
  choose?(page: Page): Promise<void>;
  /** What arrived, one text a message. */
  received(): string[] | Promise<string[]>;
  close(): Promise<void>;
};

const places: Record<string, () => Promise<Place>> = {
  async discord() {
    const discord = await startDiscordDouble();
    return {
      fill: (page) => page.getByLabel("Webhook URL").fill(discord.webhookUrl),
      summary: /webhook Alerts/,
      received: () => discord.messages.map(({ embeds }) => embeds[0]?.title ?? ""),
      close: discord.close,
    };
  },
  async telegram() {
    const telegram = await startTelegramDouble();
    return {
      fill: async (page) => {
        await page.getByLabel("Bot token").fill(telegram.botToken);
        await fillAdvanced(page, "API address", telegram.url);
      },
      summary: /@acme_bot/,
      choose: (page) => pick(page, "Chat", "Ops"),
      received: () => telegram.messages.map(({ plain }) => plain),
      close: telegram.close,
    };
  },
  async notion() {
    const notion = await startNotionDouble();
    return {
      fill: async (page) => {
        await page.getByLabel("Integration token").fill(notion.token);
        await fillAdvanced(page, "API address", notion.url);
      },
      summary: /Ingestlayer in Acme/,
      choose: (page) => pick(page, "Database or page", "Tickets (database)"),
      received: () => notion.rows.map((row) => JSON.stringify(row)),
      close: notion.close,
    };
  },
  async email() {
    const mail = await startMailServer();
    return {
      fill: async (page) => {
        await page.getByLabel("Server", { exact: true }).fill("127.0.0.1");
        await page.getByLabel("Port").fill(String(mail.port));
        await page.getByLabel("From, address").fill("events@example.com");
        await chooseOption(page, "Encryption", "None");
      },
      summary: /events@example\.com through 127\.0\.0\.1/,
      choose: async (page) => {
        await page.getByRole("button", { name: "Add" }).first().click();
        await page.getByRole("textbox", { name: "Address", exact: true }).click();
        await page.keyboard.type("team@example.com");
      },
      received: () => mail.mails.map(({ source }) => source),
      close: mail.close,
    };
  },
  async postgres() {
    const url = databaseUrl(process.env.E2E_DATA_DIR ?? "");
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("CREATE SCHEMA IF NOT EXISTS crm; CREATE TABLE IF NOT EXISTS crm.events (event_id text PRIMARY KEY, event_type text)");
    return {
      fill: async (page) => {
        const { username, password, hostname, port, pathname } = new URL(url);
        await page.getByLabel("Connection string").fill(`postgres://${username}:${password}@${hostname}:${port}${pathname}`);
        await chooseOption(page, "TLS", "Off");
      },
      summary: / in /,
      choose: (page) => pick(page, "Table", "crm.events"),
      received: async () => (await client.query<{ event_type: string }>("SELECT event_type FROM crm.events")).rows.map(({ event_type: type }) => type),
      close: () => client.end(),
    };
  },
  async webhook() {
    const receiver = await startRecordingServer();
    return {
      fill: (page) => page.getByLabel("Address").fill(`${receiver.url}/hook`),
      summary: /answers/,
      received: () => receiver.requests.filter(({ method }) => method === "POST").map(({ body }) => body),
      close: receiver.close,
    };
  },
};

for (const [kind, start] of Object.entries(places)) {
  test(`${kind} is connected by its form, and a test message arrives there`, async ({ page, baseURL }) => {
    test.setTimeout(240_000);
    const organization = await createOrganization(baseURL!, kind);
    const place = await start();
    await page.goto(`/destinations/new/${kind}`);
    await signIn(page, organization.owner);
    await place.fill(page);
    await page.getByRole("button", { name: "Test and connect" }).click();
    await expect(page).toHaveURL(/\/destinations\/con_/);
    await expect(page.getByText(place.summary).first()).toBeVisible();

    await place.choose?.(page);
    await page.getByRole("button", { name: "Send test message" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Arrived" })).toBeVisible();
    expect((await place.received()).join("\n")).toContain("ingestlayer.test");
    await place.close();
  });
}

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

  await page.goto(`/pipelines/${pipeline}?node=destination:rows&tab=message&editor=true`);
  await signIn(page, organization.owner);
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

async function fillAdvanced(page: Page, label: string, value: string): Promise<void> {
  await page.getByText("Advanced", { exact: true }).click();
  await page.getByLabel(label).fill(value);
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option }).first().click();
}

async function chooseOption(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}
