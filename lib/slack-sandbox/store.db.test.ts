import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { oauthSuite } from "./testing/oauth-suite";
import { sandboxSuite } from "./testing/sandbox-suite";
import { seedWorkspace } from "./seed-workspace";
import { createPostgresStore } from "./store";

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

sandboxSuite("the sandbox on Postgres", async () => createPostgresStore(pool));
oauthSuite("OAuth on Postgres", async () => createPostgresStore(pool));

describe("the store in Postgres", () => {
  test("seeding again keeps channels, secret and token, and follows the redirect addresses", async () => {
    const store = createPostgresStore(pool);
    const first = await seedWorkspace(store, ["https://a.example.com"]);
    await store.setArchived("C0SANDPAYMT", true);
    const second = await seedWorkspace(store, ["https://b.example.com"]);
    expect(second).toEqual(first);
    expect((await store.findAppByClientId(first.clientId))?.redirectUris).toEqual(["https://b.example.com"]);
    expect((await store.findChannel(first.teamId, { name: "payments" }))?.isArchived).toBe(true);
  });

  test("a second process sees the messages of the first, and shares its limits", async () => {
    const other = new pg.Pool({ connectionString: database.url, max: 1 });
    const [one, two] = [createPostgresStore(pool), createPostgresStore(other)];
    const limit = { periodMs: 1000, burst: 1 };
    expect(await one.takeRate("shared", 5000, limit)).toEqual({ isAllowed: true });
    expect(await two.takeRate("shared", 5400, limit)).toEqual({ isAllowed: false, waitMs: 600 });
    expect(await two.takeRate("shared", 6000, limit)).toEqual({ isAllowed: true });
    const message = await one.addMessage(
      {
        channelId: "C0SANDGENER",
        teamId: "T0SANDBOX01",
        userId: "U0SANDBOT01",
        appId: "A0SANDBOX01",
        botId: "B0SANDBOT01",
        username: null,
        text: "across",
        blocks: [{ type: "section", text: { type: "mrkdwn", text: "\u0000 \ud800 kept" } }],
        attachments: null,
        metadata: null,
        threadTs: null,
      },
      Date.now(),
    );
    expect(await two.findMessage("C0SANDGENER", message.ts)).toEqual(message);
    await other.end();
  });
});
