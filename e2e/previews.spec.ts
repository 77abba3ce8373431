import { expect, test, type Locator } from "@playwright/test";
import pg from "pg";
import { startDiscordDouble } from "../lib/testing/doubles/discord";
import { startNotionDouble } from "../lib/testing/doubles/notion";
import { startTelegramDouble } from "../lib/testing/doubles/telegram";
import { startMailServer } from "../lib/testing/mail-server";
import { startRecordingServer } from "../lib/testing/recording-server";
import { createOrganization } from "./fresh-organization";
import { databaseUrl } from "./processes/server-process";
import { signIn } from "./sign-in";

/** What stands at the other end of one kind, and how both ends read. */
type Place = {
  connection: Record<string, unknown>;
  target: Record<string, unknown>;
  /** The lines of what arrived, as its reader sees them; empty until it has. */
  arrived(): Promise<string[]>;
  /** Those of the preview. */
  previewed(preview: Locator): Promise<string[]>;
  close(): Promise<void>;
};

const places: Record<string, () => Promise<Place>> = {
  async discord() {
    const discord = await startDiscordDouble();
    const plain = (markdown: string) => markdown.replace(/\\([^\w\s])/g, "$1");
    return {
      connection: { webhookUrl: discord.webhookUrl },
      target: {},
      async arrived() {
        const [{ title = "", description = "", fields = [], footer } = {}] = discord.messages[0]?.embeds ?? [];
        return shownLines([title, description, ...fields.flatMap(({ name, value }) => [name, value]), footer?.text ?? ""].map(plain).join("\n"));
      },
      previewed: async (preview) => shownLines(await preview.locator("[style*=border-left-color]").innerText()),
      close: discord.close,
    };
  },
  async telegram() {
    const telegram = await startTelegramDouble();
    return {
      connection: { botToken: telegram.botToken, apiBaseUrl: telegram.url },
      target: { chat: "-4001", chatName: "Ops" },
      arrived: async () => telegram.messages.flatMap(({ plain, buttons }) => shownLines([plain, ...buttons.map(({ text }) => text)].join("\n"))),
      previewed: async (preview) => shownLines([await preview.locator(".whitespace-pre-wrap").first().innerText(), ...(await preview.getByRole("link").allInnerTexts())].join("\n")),
      close: telegram.close,
    };
  },
  async email() {
    const mail = await startMailServer();
    return {
      connection: { host: "127.0.0.1", port: mail.port, security: "none", fromAddress: "events@example.com" },
      target: { to: ["team@example.com"] },
      async arrived() {
        return mail.mails.flatMap(({ subject, text }) => shownLines(`${subject}\n${text}`));
      },
      async previewed(preview) {
        const subject = await preview.locator(".font-semibold").first().innerText();
        await preview.getByRole("tab", { name: "Text" }).click();
        return shownLines(`${subject}\n${await preview.locator("pre").innerText()}`);
      },
      close: mail.close,
    };
  },
  async notion() {
    const notion = await startNotionDouble();
    return {
      connection: { token: notion.token, apiBaseUrl: notion.url },
      target: { kind: "page", id: notion.pageId, name: "Runbook" },
      arrived: async () => notion.appended.flatMap(shownLines),
      previewed: async (preview) => shownLines((await preview.locator(".space-y-1").first().innerText()).replaceAll("•\n", "")),
      close: notion.close,
    };
  },
  async postgres() {
    const url = new URL(databaseUrl(process.env.E2E_DATA_DIR ?? ""));
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query("CREATE SCHEMA IF NOT EXISTS previews; CREATE TABLE IF NOT EXISTS previews.events (event_id text PRIMARY KEY, event_type text, payload jsonb)");
    return {
      connection: { url: `postgres://${url.username}:${url.password}@${url.host}${url.pathname}`, tls: "off" },
      target: { table: "previews.events" },
      async arrived() {
        const { rows } = await client.query<{ event_id: string; event_type: string; payload: unknown }>("SELECT * FROM previews.events");
        return rows.flatMap(({ event_id: id, event_type: type, payload }) => [id, type, JSON.stringify(sorted(payload))]);
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
      connection: { url: `${receiver.url}/hook`, auth: "none" },
      target: {},
      arrived: async () => receiver.requests.filter(({ method }) => method === "POST").flatMap(({ body }) => comparable(body)),
      previewed: async (preview) => comparable(await preview.locator("pre").innerText()),
      close: receiver.close,
    };
  },
};

for (const [kind, start] of Object.entries(places)) {
  test(`${kind} gets the message that the editor shows`, async ({ page, baseURL }) => {
    test.setTimeout(240_000);
    const organization = await createOrganization(baseURL!, `preview-${kind}`);
    const place = await start();
    await organization.api("POST", "/v1/connections", { kind, slug: "place", name: "Place", config: place.connection, verify: false });
    const destinations = [{ id: "place", kind, connection: "place", target: place.target }];
    const definition = { version: 1, slug: "tickets", name: "Tickets", sources: [{ source: "default", match: "ticket.*" }], steps: [], destinations };
    const { id: pipeline } = await organization.api<{ id: string }>("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
    const event = await organization.ingest("ticket.created", { ticket: organization.name, customer: "Ada *Lovelace* & <b>sons</b>", amount: 4200 });
    await expect.poll(async () => (await place.arrived()).length, { timeout: 30_000 }).toBeGreaterThan(0);

    await page.goto(`/pipelines/${pipeline}?node=destination:place&tab=message&editor=true`);
    await signIn(page, organization.owner);
    const preview = page.getByRole("dialog").getByRole("region", { name: "Preview" });
    // Its heading names the event that it shows.
    await expect(preview).toContainText(event.slice(0, 12));
    expect(await place.previewed(preview)).toEqual(await place.arrived());
    await place.close();
  });
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
