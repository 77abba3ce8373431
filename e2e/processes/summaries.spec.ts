import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { createClient } from "../../packages/sdk/src/index";
import { createInstall, until, type ServerProcess } from "./server-process";

const batchEveryMs = 100;
const services = ["api", "web", "jobs"];

let install: Awaited<ReturnType<typeof createInstall>>;
let other: Awaited<ReturnType<typeof createInstall>>;
let servers: ServerProcess[] = [];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  install = await createInstall();
  servers = [await install.start()];
  await install.createOwnerAndKey();
  await install.cli("connection", "create", "slack", "--slug", "acme-slack", "--sandbox");
  const file = path.join(install.dataDir, "checks.json");
  const team = {
    id: "team", kind: "slack", connection: "acme-slack", target: { channel: "#signups" }, template: { mode: "message", title: "Check $event.n" },
    config: { group: { mode: "digest", key: ["$event.service"], window: "1s" } },
  };
  writeFileSync(file, JSON.stringify({ version: 1, slug: "checks", name: "Checks", sources: [], steps: [], destinations: [team] }));
  await install.cli("pipeline", "import", file, "--deploy", "--activate");
  other = await createInstall({ DATABASE_URL: install.databaseUrl(), ENCRYPTION_KEY_FILE: `${install.dataDir}/encryption.key` });
});

test.afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  other?.remove();
  install?.remove();
});

test("each of many events is in exactly one summary, on two processes of which one is killed again and again", async () => {
  test.setTimeout(300_000);
  const client = createClient({ apiKey: install.key(), baseUrl: install.url, maxRetries: 60, timeoutMs: 5_000 });
  let events = 0;
  let isOver = false;
  // A batch now and then, for as long as processes die: summaries begin and end all the while.
  const send = async () => {
    while (!isOver) {
      const batch = Array.from({ length: 4 }, () => ({ type: "check.failed", payload: { n: events, service: services[events % services.length] }, idempotencyKey: `n${events++}` }));
      expect((await client.ingestBatch(batch)).rejected).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, batchEveryMs));
    }
  };
  const sending = send();
  for (const summaries of [1, 3, 5]) {
    const second = await other.start();
    await until("more summaries arrive", async () => (await messages()).length >= summaries);
    await second.kill();
  }
  isOver = true;
  await sending;
  servers.push(await other.start());
  await until("all are delivered", async () => {
    const [row] = await install.query<{ n: number }>("SELECT count(*)::int AS n FROM deliveries WHERE status = 'delivered'");
    return row?.n === events;
  });

  const carriers = await install.query<{ id: string; size: number; receipts: number; possibly_sent: boolean }>(
    "SELECT carried_by AS id, count(*)::int AS size, count(DISTINCT receipt)::int AS receipts, bool_or(possibly_sent) AS possibly_sent FROM deliveries GROUP BY 1",
  );
  expect(carriers.length).toBeLessThan(events / 2);
  const arrived = await messages();
  for (const { id, size, receipts, possibly_sent: mayBeTwice } of carriers) {
    const own = arrived.filter(({ carrier }) => carrier === id);
    expect(own.length).toBeGreaterThanOrEqual(1);
    if (!mayBeTwice) expect(own).toHaveLength(1);
    for (const { text } of own) expect(text).toMatch(size === 1 ? /^Check \d+$/ : new RegExp(`^${size} events since `));
    expect(receipts).toBe(1);
  }
  expect(arrived.filter(({ carrier }) => !carriers.some(({ id }) => id === carrier))).toEqual([]);
  expect(await install.query("SELECT 1 FROM digests WHERE closed_at IS NULL")).toEqual([]);
});

function messages(): Promise<{ text: string; carrier: string }[]> {
  return install.query("SELECT m.text, m.metadata->'event_payload'->>'delivery_id' AS carrier FROM sandbox_messages m JOIN sandbox_channels c ON c.id = m.channel_id WHERE c.name = 'signups' AND m.metadata IS NOT NULL ORDER BY m.ts");
}
