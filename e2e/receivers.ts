import type { Locator, Page } from "@playwright/test";
import pg from "pg";
import { startDiscordDouble } from "../lib/testing/doubles/discord";
import { startNotionDouble } from "../lib/testing/doubles/notion";
import { startTelegramDouble } from "../lib/testing/doubles/telegram";
import { startMailServer } from "../lib/testing/mail-server";
import { startRecordingServer } from "../lib/testing/recording-server";
import { databaseUrl } from "./processes/server-process";

/** What stands at the other end of one kind, and how both ends read. */
export type Receiver = {
  /** Fills the form of the connection in. */
  fill(page: Page): Promise<void>;
  /** As the account calls itself once it is connected. */
  summary: RegExp;
  /** Says where to, for the test message. */
  choose?(page: Page): Promise<void>;
  /** Where a pipeline sends to. */
  target: Record<string, unknown>;
  /** What arrived, in its order: the lines of each message, as its reader sees them. */
  messages(): Promise<string[][]>;
  /** Those of the preview. */
  previewed(preview: Locator): Promise<string[]>;
  close(): Promise<void>;
};

export const receivers: Record<string, () => Promise<Receiver>> = {
  async discord() {
    const discord = await startDiscordDouble();
    const plain = (markdown: string) => markdown.replace(/\\([^\w\s])/g, "$1");
    return {
      fill: (page) => page.getByLabel("Webhook URL").fill(discord.webhookUrl),
      summary: /webhook Alerts/,
      target: {},
      messages: async () =>
        discord.messages.map(({ embeds: [{ title = "", description = "", fields = [], footer } = {}] }) =>
          shownLines([title, description, ...fields.flatMap(({ name, value }) => [name, value]), footer?.text ?? ""].map(plain).join("\n")),
        ),
      previewed: async (preview) => shownLines(await preview.locator("[style*=border-left-color]").innerText()),
      close: discord.close,
    };
  },
  async telegram() {
    const telegram = await startTelegramDouble();
    return {
      fill: (page) => fillToken(page, "Bot token", telegram.botToken, telegram.url),
      summary: /@acme_bot/,
      choose: (page) => pick(page, "Chat", "Ops"),
      target: { chat: "-4001", chatName: "Ops" },
      messages: async () => telegram.messages.map(({ plain, buttons }) => shownLines([plain, ...buttons.map(({ text }) => text)].join("\n"))),
      previewed: async (preview) => shownLines([await preview.locator(".whitespace-pre-wrap").first().innerText(), ...(await preview.getByRole("link").allInnerTexts())].join("\n")),
      close: telegram.close,
    };
  },
  async notion() {
    const notion = await startNotionDouble();
    return {
      fill: (page) => fillToken(page, "Integration token", notion.token, notion.url),
      summary: /Ingestlayer in Acme/,
      choose: (page) => pick(page, "Database or page", "Tickets (database)"),
      target: { kind: "page", id: notion.pageId, name: "Runbook" },
      // The test message is a row, what the pipeline sends is on a page.
      messages: async () => [...notion.rows.map((row) => [JSON.stringify(row)]), ...(notion.appended.length > 0 ? [notion.appended.flatMap(shownLines)] : [])],
      previewed: async (preview) => shownLines((await preview.locator(".space-y-1").first().innerText()).replaceAll("•\n", "")),
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
      target: { to: ["team@example.com"] },
      messages: async () => mail.mails.map(({ subject, text }) => shownLines(`${subject}\n${text}`)),
      async previewed(preview) {
        const subject = await preview.locator(".font-semibold").first().innerText();
        await preview.getByRole("tab", { name: "Text" }).click();
        return shownLines(`${subject}\n${await preview.locator("pre").innerText()}`);
      },
      close: mail.close,
    };
  },
  async postgres() {
    const url = new URL(databaseUrl(process.env.E2E_DATA_DIR ?? ""));
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query("CREATE SCHEMA IF NOT EXISTS crm; CREATE TABLE IF NOT EXISTS crm.events (event_id text PRIMARY KEY, event_type text, payload jsonb, nr serial)");
    return {
      fill: async (page) => {
        await page.getByLabel("Connection string").fill(`postgres://${url.username}:${url.password}@${url.host}${url.pathname}`);
        await chooseOption(page, "TLS", "Off");
      },
      summary: / in /,
      choose: (page) => pick(page, "Table", "crm.events"),
      target: { table: "crm.events" },
      async messages() {
        const { rows } = await client.query<{ event_id: string; event_type: string; payload: unknown }>("SELECT * FROM crm.events ORDER BY nr");
        return rows.map(({ event_id: id, event_type: type, payload }) => [id, type, JSON.stringify(sorted(payload))]);
      },
      async previewed(preview) {
        const value = (column: string) => preview.getByRole("row", { name: new RegExp(`^${column}`) }).getByRole("cell").innerText();
        return [await value("event_id"), await value("event_type"), JSON.stringify(sorted(JSON.parse(await value("payload"))))];
      },
      close: () => client.end(),
    };
  },
  async webhook() {
    const receiver = await startRecordingServer();
    const comparable = (body: string) => [JSON.stringify(sorted({ ...JSON.parse(body), delivery_id: null }))];
    return {
      fill: (page) => page.getByLabel("Address").fill(`${receiver.url}/hook`),
      summary: /answers/,
      target: {},
      messages: async () => receiver.requests.filter(({ method }) => method === "POST").map(({ body }) => comparable(body)),
      previewed: async (preview) => comparable(await preview.locator("pre").innerText()),
      close: receiver.close,
    };
  },
};

async function fillToken(page: Page, label: string, token: string, apiAddress: string): Promise<void> {
  await page.getByLabel(label).fill(token);
  await page.getByText("Advanced", { exact: true }).click();
  await page.getByLabel("API address").fill(apiAddress);
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option }).first().click();
}

async function chooseOption(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

function shownLines(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

/** The same value with the members of objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
}
