import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { startRecordingServer, type RecordingServer } from "../../lib/testing/recording-server";
import { createClient } from "../../packages/sdk/src/index";
import { createInstall, until, type ServerProcess } from "./server-process";

type Ticket = { ticket_id: string; subject: string; body: string; customer_tier: string; channel: string };
type Message = { ts: string; text: string; blocks: string; metadata: { event_payload?: { delivery_id?: string } } | null };

const tickets: Ticket[] = readFileSync("examples/support-tickets.jsonl", "utf8").trim().split("\n").map((line) => JSON.parse(line));

// The example's rules, written down a second time and differently, so that the two can disagree.
const isCritical = ({ subject, body }: Ticket) => /\b(outage|down|data loss|breach|charged twice)\b|\b5\d\d errors?\b/i.test(`${subject}\n${body}`);
const personal = /[\w.+-]+@[\w-]+\.\w{2,}|\bsk_live_\w+|\bxoxb-\w+|\b(?:\d[ -]?){13,19}\b|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}/;

let install: Awaited<ReturnType<typeof createInstall>>;
let archive: RecordingServer;
let server: ServerProcess;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  install = await createInstall();
  archive = await startRecordingServer();
  server = await install.start();
  await install.createOwnerAndKey();
  await install.cli("connection", "create", "slack", "--slug", "acme-slack", "--sandbox");
  await install.cli("connection", "create", "webhook", "--slug", "archive-hook", "--url", `${archive.url}/archive`);
  await install.cli("pipeline", "import", "examples/route-support-escalations.json", "--deploy", "--activate");
});

test.afterAll(async () => {
  await server?.stop();
  await archive?.close();
  install?.remove();
});

test("200 tickets: exactly the critical ones reach #alerts, redacted, in order, paced, through three kill -9 and a dead Postgres", async () => {
  test.setTimeout(300_000);
  const client = createClient({ apiKey: install.key(), baseUrl: install.url, maxRetries: 60, timeoutMs: 5_000 });
  const sending = sendInBatches(client);

  await until("some events are stored", async () => (await count("events")) >= 40);
  await restartAfterKill(); // while events come in
  await sending;
  await until("messages arrive", async () => (await count("sandbox_messages")) >= 5);
  await restartAfterKill(); // while the lane is paced
  await until("more arrive", async () => (await count("sandbox_messages")) >= 12);
  process.kill(install.postgresPid(), "SIGKILL");
  await until("Postgres is back and more arrive", async () => (await count("sandbox_messages")) >= 18);
  await restartAfterKill();
  await until("every delivery is settled", async () => {
    const [row] = await install.query<{ open: number; runs: number }>(
      "SELECT (SELECT count(*)::int FROM deliveries WHERE status NOT IN ('delivered', 'skipped')) AS open, (SELECT count(*)::int FROM runs WHERE status IN ('succeeded', 'filtered')) AS runs",
    );
    return row?.open === 0 && row.runs === tickets.length;
  });

  const messages = await install.query<Message>(
    "SELECT m.ts, m.text, m.blocks::text AS blocks, m.metadata FROM sandbox_messages m JOIN sandbox_channels c ON c.id = m.channel_id WHERE c.name = 'alerts' ORDER BY m.ts",
  );
  const critical = tickets.filter(isCritical);
  const arrived = messages.map((message) => /Critical ticket (\S+?):? /.exec(`${message.text} `)?.[1] ?? "");

  // A send in flight at a kill may repeat, marked; what was recorded is never sent again.
  const repeated = arrived.filter((id, index) => arrived.indexOf(id) !== index);
  const marked = await install.query<{ ticket: string }>(
    "SELECT e.payload->>'ticket_id' AS ticket FROM deliveries d JOIN events e ON e.id = d.event_id WHERE d.possibly_sent AND d.kind = 'slack'",
  );
  expect(marked.map((row) => row.ticket)).toEqual(expect.arrayContaining(repeated));
  expect(repeated.length).toBeLessThanOrEqual(4);
  expect(arrived.filter((id, index) => arrived.indexOf(id) === index)).toEqual(critical.map((ticket) => ticket.ticket_id));

  for (const message of messages) expect(`${message.text}\n${message.blocks}`).not.toMatch(personal);
  const gaps = messages.slice(1).map((message, index) => Number(message.ts) - Number(messages[index]?.ts));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1);

  const toArchive = critical.filter((ticket) => ["pro", "enterprise"].includes(ticket.customer_tier));
  // Making the connection asks the receiver once whether it is there, by GET.
  const archived = new Set(archive.requests.filter((request) => request.method === "POST").map((request) => JSON.parse(request.body).ticket.ticket_id));
  expect([...archived].toSorted()).toEqual(toArchive.map((ticket) => ticket.ticket_id).toSorted());
  expect(await count("events")).toBe(tickets.length);
  expect(await count("step_runs")).toBe(tickets.length * 3);
});

test("two processes on one database: one is killed with work in progress, the other finishes all of it", async () => {
  test.setTimeout(120_000);
  const other = await createInstall({ DATABASE_URL: install.databaseUrl(), ENCRYPTION_KEY_FILE: `${install.dataDir}/encryption.key` });
  const second = await other.start();
  const client = createClient({ apiKey: install.key(), baseUrl: install.url });
  const before = await count("runs");
  const batch = (from: number) => Array.from({ length: 400 }, (_, i) => ({ type: "support.ticket.created", payload: { ...quiet, ticket_id: `Q-${from + i}` } }));
  await client.ingestBatch(batch(0));
  const [executors] = await install.query<{ n: number }>("SELECT count(*)::int AS n FROM engine.executors");
  expect(executors?.n).toBe(2);
  await second.kill();
  await client.ingestBatch(batch(400));
  await until("all runs are done", async () => {
    const [row] = await install.query<{ n: number }>("SELECT count(*)::int AS n FROM runs WHERE status IN ('succeeded', 'filtered')");
    return row?.n === before + 800;
  });
  other.remove();
});

const quiet = { subject: "How do I export?", body: "A question about CSV", customer_tier: "free", channel: "chat" };

async function sendInBatches(client: ReturnType<typeof createClient>): Promise<void> {
  for (let start = 0; start < tickets.length; start += 5) {
    const batch = tickets.slice(start, start + 5).map((ticket) => ({ type: "support.ticket.created", payload: ticket, idempotencyKey: ticket.ticket_id }));
    const { rejected } = await client.ingestBatch(batch);
    expect(rejected).toEqual([]);
  }
}

async function restartAfterKill(): Promise<void> {
  await server.kill();
  server = await install.start();
}

async function count(table: "events" | "runs" | "step_runs" | "sandbox_messages"): Promise<number> {
  const [row] = await install.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? 0;
}
