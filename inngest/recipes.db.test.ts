import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { destinationKinds, type DestinationKind } from "@/lib/destinations/catalog";
import { recipeCatalog } from "@/lib/recipes/catalog";
import { samplePorts } from "@/lib/recipes/sample-ports";
import { toDefinition } from "@/lib/recipes/to-definition";
import { idempotencyKeyOf } from "@/lib/recipes/idempotency-key";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startDiscordDouble, type DiscordDouble } from "@/lib/testing/doubles/discord";
import { startNotionDouble, type NotionDouble } from "@/lib/testing/doubles/notion";
import { startTelegramDouble, type TelegramDouble } from "@/lib/testing/doubles/telegram";
import { startMailServer, type TestMailServer } from "@/lib/testing/mail-server";
import { startRecordingServer, type RecordingServer } from "@/lib/testing/recording-server";
import { startInstallation, type Installation } from "./testing/installation";

let installation: Installation;
let slack: SlackSandboxServer;
let discord: DiscordDouble;
let telegram: TelegramDouble;
let notion: NotionDouble;
let hook: RecordingServer;
let mail: TestMailServer;
/** What each place received, one text a message. */
const received = new Map<DestinationKind, string[]>();

beforeAll(async () => {
  const lead = recipeCatalog.find(({ homepage }) => homepage !== undefined);
  if (!lead) throw new Error("no recipe looks at a company");
  [installation, slack, discord, telegram, notion, hook] = await Promise.all([
    startInstallation({ http: samplePorts(lead).http }),
    // What is measured here is what arrives, not how fast.
    startSlackSandboxServer({ limits: { post: "off" } }),
    startDiscordDouble({ callsMax: Infinity }), startTelegramDouble({ callsMax: Infinity }), startNotionDouble({ callsMax: Infinity }), startRecordingServer(),
  ]);
  mail = await startMailServer();
  await installation.db.pool.query("CREATE SCHEMA crm; CREATE TABLE crm.events (event_id text PRIMARY KEY, event_type text, payload jsonb, email text, body text, subject text)");
  await runAll();
});
afterAll(async () => {
  await Promise.all([installation.close(), slack.close(), discord.close(), telegram.close(), notion.close(), hook.close(), mail.close()]);
});

/** Every recipe into all seven at once: the good sample, the other one, and the good one again where it is known by a key. */
async function runAll(): Promise<void> {
  const { db, organizationId, connect, deploy, send } = installation;
  const database = new URL(installation.databaseUrl);
  const connections: Record<DestinationKind, string> = {
    slack: await connect("slack", { botToken: slack.botToken, apiBaseUrl: slack.apiUrl }),
    discord: await connect("discord", { botToken: discord.botToken, apiBaseUrl: `${discord.url}/api/v10` }),
    telegram: await connect("telegram", { botToken: telegram.botToken, apiBaseUrl: telegram.url }),
    email: await connect("email", { host: "127.0.0.1", port: mail.port, security: "none", fromAddress: "events@example.com" }),
    webhook: await connect("webhook", { url: `${hook.url}/hook`, auth: "none" }),
    postgres: await connect("postgres", { url: `postgres://${database.username}:${database.password}@127.0.0.1:${database.port}${database.pathname}`, tls: "off" }),
    notion: await connect("notion", { token: notion.token, apiBaseUrl: notion.url }),
  };
  for (const [index, recipe] of recipeCatalog.entries()) {
    // Lanes are channels: one each, so that the paces of eighteen recipes do not add up.
    const channel = await slack.addChannel({ name: `recipe-${index}`, isMember: true });
    const targets: Record<DestinationKind, object> = {
      slack: { channel }, discord: { channel: "200" }, telegram: { chat: "501" }, email: { to: ["team@example.com"] }, webhook: {}, postgres: { table: "crm.events" }, notion: { kind: "database", id: notion.dataSourceId },
    };
    const parts = destinationKinds.map((kind) => toDefinition(recipe, { slug: recipe.slug, source: "default", kind, connection: connections[kind], target: { ...targets[kind] } }));
    const [first] = parts;
    if (!first) throw new Error("no kinds");
    await deploy({ ...first, steps: recipe.steps.map((step) => ({ ...step })), destinations: parts.flatMap(({ destinations }) => destinations) });
    for (const { kind, externalId, traits } of recipe.entities ?? []) await installation.ports.entities.write(organizationId, { kind, externalId, traits, ticket: `seed:${recipe.slug}` });
  }
  for (const recipe of recipeCatalog) {
    const key = idempotencyKeyOf(recipe, recipe.samples.good);
    const good = { type: recipe.event, payload: recipe.samples.good, ...(key === null ? {} : { idempotencyKey: key }) };
    await send([good]);
    if (recipe.samples.filtered.payload) await send([{ type: recipe.event, payload: recipe.samples.filtered.payload }]);
    if (key !== null) await send([good]);
  }
  await installation.settle();
  const slackTexts = await Promise.all(recipeCatalog.map(async (_, index) => (await slack.messages(`recipe-${index}`)).map(({ text, blocks }) => JSON.stringify({ text, blocks }))));
  received.set("slack", slackTexts.flat());
  received.set("discord", discord.messages.map((message) => JSON.stringify(message)));
  received.set("telegram", telegram.messages.map(({ plain }) => plain));
  received.set("email", mail.mails.map(({ source }) => source));
  received.set("webhook", hook.requests.map(({ body }) => body));
  received.set("postgres", (await db.pool.query<{ row: string }>("SELECT to_jsonb(e)::text AS row FROM crm.events e")).rows.map(({ row }) => row));
  received.set("notion", notion.rows.map((row) => JSON.stringify(row)));
}

describe.each(destinationKinds)("into %s", (kind) => {
  test("each recipe's good sample arrived once, and nothing else", async () => {
    expect(received.get(kind)).toHaveLength(recipeCatalog.length);
    const { rows } = await installation.db.pool.query<{ slug: string; statuses: string[] }>(
      `SELECT p.slug, array_agg(d.status || coalesce(' ' || d.code || ' ' || d.reason, '')) AS statuses FROM deliveries d JOIN pipelines p ON p.id = d.pipeline_id WHERE d.kind = $1 GROUP BY p.slug`, [kind]);
    expect(Object.fromEntries(rows.map(({ slug, statuses }) => [slug, statuses]))).toEqual(Object.fromEntries(recipeCatalog.map(({ slug }) => [slug, ["delivered"]])));
  });

  test("nothing arrived that a recipe hides", () => {
    const all = (received.get(kind) ?? []).join("\n").replace(/=\r?\n/g, "");
    for (const { hidden } of recipeCatalog) for (const text of hidden) expect(all).not.toContain(text);
  });
});

test("what did not arrive was filtered, with its reason in the history, or known already", async () => {
  const { rows } = await installation.db.pool.query<{ slug: string; status: string; reason: string | null; count: number }>(
    "SELECT p.slug, r.status, r.reason, count(*)::int AS count FROM runs r JOIN pipelines p ON p.id = r.pipeline_id GROUP BY 1, 2, 3");
  for (const { slug, samples } of recipeCatalog) {
    const own = rows.filter((row) => row.slug === slug);
    expect(own.find(({ status }) => status === "succeeded")?.count, slug).toBe(1);
    const filtered = own.filter(({ status }) => status === "filtered");
    expect(filtered.map(({ count }) => count), slug).toEqual(samples.filtered.payload ? [1] : []);
    for (const { reason } of filtered) expect(reason).toMatch(/\S/);
  }
});
