import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import { requeueDeliveries } from "@/lib/deliveries/requeue-deliveries";
import { startMailServer, type MailFault, type TestMailServer } from "@/lib/testing/mail-server";
import { startPostgresProxy, type PostgresProxy } from "@/lib/testing/postgres-proxy";
import { startInstallation, type Installation } from "./testing/installation";
import { deployOneDestination } from "./testing/one-destination";

let installation: Installation;
let mail: TestMailServer;
let proxy: PostgresProxy;
const role = "fault_writer";
const password = "sample-database-password";
beforeAll(async () => {
  [installation, mail] = await Promise.all([startInstallation({ mailTimeoutMs: 2000 }), startMailServer()]);
  proxy = await startPostgresProxy(Number(new URL(installation.databaseUrl).port));
  await installation.db.pool.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'; CREATE SCHEMA app AUTHORIZATION ${role}`);
});
afterAll(async () => {
  await installation.db.pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await Promise.all([installation.close(), mail.close(), proxy.close()]);
});

const mendConnection = (connectionId: string) => clearAttention(installation.db, installation.organizationId, { connectionId }, installation.wake);

describe("email", () => {
  const start = (onAmbiguous: "resend" | "hold" = "resend") =>
    deployOneDestination(installation, {
      kind: "email", config: { host: "127.0.0.1", port: mail.port, security: "none", user: "events", password: "sample-smtp-password", fromAddress: "events@example.com" }, target: { to: ["team@example.com"] }, onAmbiguous,
    });
  const arrived = ([first = ""]: string[]) => mail.mails.filter(({ subject }) => subject.startsWith(first.split("/")[0] ?? "")).map(({ subject }) => subject);

  test.each<[string, MailFault, string]>([
    ["a server that closes (421)", { at: "greeting", code: 421 }, "smtp_421"],
    ["greylisting (451)", { at: "recipient", code: 451 }, "smtp_451"],
    ["a full queue, told after the text (452)", { at: "message", code: 452 }, "smtp_452"],
    ["a server that says nothing", "hang", "unsent"],
  ])("%s puts the mail off, and it arrives once", async (_name, fault, code) => {
    const { send, until, rows, hasten, texts } = await start();
    mail.fail(fault);
    await send(1);
    await until(["retrying"]);
    expect(await rows()).toMatchObject([{ code, possibly_sent: false, attempts: 1 }]);
    expect(arrived(texts(1))).toEqual([]);
    await hasten();
    await until(["delivered"]);
    expect(arrived(texts(1))).toEqual(texts(1));
  });

  test("a recipient who is not there (550) ends that mail alone", async () => {
    const { send, until, rows, texts } = await start();
    mail.fail({ at: "recipient", code: 550 });
    await send(1);
    await until(["dead"]);
    expect(await rows()).toMatchObject([{ code: "recipient_refused", possibly_sent: false }]);
    await send(2);
    await until(["dead", "delivered"]);
    expect(arrived(texts(1))).toEqual(texts(2));
  });

  test("a refused password (535) holds all, which go once it is mended", async () => {
    const { send, until, rows, texts, connection } = await start();
    mail.fail({ at: "auth", code: 535 });
    await send(1);
    await until(["held"]);
    await send(2);
    await until(["held", "held"]);
    expect((await rows())[0]?.code).toBe("auth_refused");
    expect(arrived(texts(1))).toEqual([]);
    await mendConnection(connection);
    await until(["delivered", "delivered"]);
    expect(arrived(texts(1)).toSorted()).toEqual(texts(1, 2));
  });

  test("a connection that was cut after the mail was taken leaves it as one that may have been sent; another try says the same id", async () => {
    const { send, until, rows, texts, hasten } = await start();
    mail.fail("drop");
    await send(1);
    await until(["retrying"]);
    expect(await rows()).toMatchObject([{ code: "unknown", possibly_sent: true, attempts: 1 }]);
    expect(arrived(texts(1))).toEqual(texts(1));
    await hasten();
    await until(["delivered"]);
    expect(await rows()).toMatchObject([{ possibly_sent: true, attempts: 2 }]);
    expect(arrived(texts(1))).toEqual(texts(1, 1));
    expect(new Set(mail.mails.filter(({ subject }) => texts(1).includes(subject)).map(({ messageId }) => messageId)).size).toBe(1);
  });

  test("such a mail is never sent again where a person is to decide", async () => {
    const { send, until, rows, texts, connection } = await start("hold");
    mail.fail("drop");
    await send(1);
    await until(["held"]);
    expect(await rows()).toMatchObject([{ code: "possibly_sent", possibly_sent: true }]);
    expect(await mendConnection(connection)).toBe(0);
    expect(arrived(texts(1))).toEqual(texts(1));
  });
});

describe("postgres", () => {
  let tables = 0;
  /** A table of its own, its name and what is in it. As their limits differ, no two share an open connection. */
  async function start({ columns = "id text PRIMARY KEY, n text", template = { id: "$event.id", n: "$event.n" }, onAmbiguous = "resend", isThere = true, timeoutMs = 20_000 }: { columns?: string; template?: Record<string, string>; onAmbiguous?: "resend" | "hold"; isThere?: boolean; timeoutMs?: number } = {}) {
    const table = `app.faults_${(tables += 1)}`;
    const { pool } = installation.db;
    const create = () => pool.query(`CREATE TABLE ${table} (${columns}); ALTER TABLE ${table} OWNER TO ${role}`);
    if (isThere) await create();
    const url = `postgres://${role}:${password}@127.0.0.1:${proxy.port}${new URL(installation.databaseUrl).pathname}`;
    const destination = await deployOneDestination(installation, { kind: "postgres", config: { url, tls: "off", timeoutMs: timeoutMs + tables }, target: { table }, template: { mode: "columns", columns: template }, onAmbiguous });
    const written = async () => (await pool.query<{ n: string }>(`SELECT n FROM ${table} ORDER BY n`)).rows.map(({ n }) => n);
    return { ...destination, table, create, written };
  }

  /** While `act` runs nobody else can write to the table. */
  async function whileLocked(table: string, act: () => Promise<void>): Promise<void> {
    const client = await installation.db.pool.connect();
    try {
      await client.query(`BEGIN; LOCK TABLE ${table}`);
      await act();
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  }

  test("a wrong password holds all, which are written once it is mended", async () => {
    const { send, until, rows, texts, connection, written } = await start();
    const setPassword = (to: string) => installation.db.pool.query(`ALTER ROLE ${role} PASSWORD '${to}'`);
    await setPassword("another-password");
    await send(1);
    await until(["held"]);
    await send(2);
    await until(["held", "held"]);
    expect((await rows())[0]?.code).toBe("sql_28P01");
    await setPassword(password);
    await mendConnection(connection);
    await until(["delivered", "delivered"]);
    expect(await written()).toEqual(texts(1, 2));
  });

  test("a table that is not there holds its own, which are written once it is", async () => {
    const { send, until, rows, texts, pipelineId, create, written } = await start({ isThere: false });
    await send(1);
    await until(["held"]);
    expect(await rows()).toMatchObject([{ code: "no_table" }]);
    await create();
    await clearAttention(installation.db, installation.organizationId, { pipelineId, destinationId: "there" }, installation.wake);
    await until(["delivered"]);
    expect(await written()).toEqual(texts(1));
  });

  test("a row without what must be there ends, and can be sent again once the table takes it", async () => {
    const { send, until, rows, texts, table, written } = await start({ columns: "id text PRIMARY KEY, n text, note text NOT NULL", template: { id: "$event.id", n: "$event.n", note: "$event.note" } });
    await send(1);
    await until(["dead"]);
    const [row] = await rows();
    expect(row).toMatchObject({ code: "sql_23502", possibly_sent: false });
    await installation.db.pool.query(`ALTER TABLE ${table} ALTER note DROP NOT NULL`);
    await requeueDeliveries(installation.db.pool, installation.organizationId, { ids: [row?.id ?? ""] });
    installation.wake();
    await until(["delivered"]);
    expect(await written()).toEqual(texts(1));
  });

  test("a row that is there under another event's id ends, and the first one stays", async () => {
    const { send, until, rows, texts, written } = await start({ columns: "id text, n text UNIQUE" });
    await send(1);
    await until(["delivered"]);
    await send(1);
    await until(["delivered", "dead"]);
    expect((await rows())[1]).toMatchObject({ code: "sql_23505", possibly_sent: false });
    expect(await written()).toEqual(texts(1));
  });

  test("a statement that takes too long was not done, and is written once on another try", async () => {
    const { send, until, rows, texts, table, hasten, written } = await start({ timeoutMs: 1000 });
    await send(1);
    await until(["delivered"]);
    await whileLocked(table, async () => {
      await send(2);
      await until(["delivered", "retrying"]);
    });
    expect((await rows())[1]).toMatchObject({ code: "sql_57014", possibly_sent: false });
    expect(await written()).toEqual(texts(1));
    await hasten();
    await until(["delivered", "delivered"]);
    expect(await written()).toEqual(texts(1, 2));
  });

  test("a server that closes under the statement leaves it unknown, and the row is there once after another try", async () => {
    const { send, until, rows, texts, table, hasten, written } = await start();
    const endWriter = async () => (await installation.db.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND wait_event_type = 'Lock'", [role])).rowCount;
    await whileLocked(table, async () => {
      await send(1);
      await expect.poll(endWriter, { interval: 10, timeout: 20_000 }).toBe(1);
      await until(["retrying"]);
    });
    expect(await rows()).toMatchObject([{ code: "unknown", possibly_sent: true }]);
    await hasten();
    await until(["delivered"]);
    expect(await written()).toEqual(texts(1));
  });

  test.each<[string, string, number]>([
    ["once where a unique column holds the event's id", "id text PRIMARY KEY, n text", 1],
    ["twice where none does, and is told to be in doubt", "id text, n text", 2],
  ])("an answer that was lost after the row was written: it is there %s", async (_name, columns, times) => {
    const { send, until, rows, texts, hasten, written } = await start({ columns });
    proxy.loseAnswerTo("INSERT INTO");
    await send(1);
    await until(["retrying"]);
    expect(await rows()).toMatchObject([{ code: "unknown", possibly_sent: true, attempts: 1 }]);
    expect(await written()).toEqual(texts(1));
    await hasten();
    await until(["delivered"]);
    expect(await rows()).toMatchObject([{ possibly_sent: true, attempts: 2 }]);
    expect(await written()).toEqual(Array.from({ length: times }, () => texts(1)[0]));
  });

  test("such a row is never written again where a person is to decide", async () => {
    const { send, until, rows, texts, connection, written } = await start({ columns: "id text, n text", onAmbiguous: "hold" });
    proxy.loseAnswerTo("INSERT INTO");
    await send(1);
    await until(["held"]);
    expect(await rows()).toMatchObject([{ code: "possibly_sent", possibly_sent: true }]);
    expect(await mendConnection(connection)).toBe(0);
    expect(await written()).toEqual(texts(1));
  });
});
