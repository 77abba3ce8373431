import "../testing/environment";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

const role = `writer_${randomUUID().slice(0, 8)}`;

let api: TestApi;
let theirs: TestDatabase;
let owner: pg.Client;
let tenant: Tenant;
let url: string;
beforeAll(async () => {
  api = await startTestApi();
  theirs = await createTestDatabase();
  owner = new pg.Client({ connectionString: theirs.url });
  await owner.connect();
  await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'fields-password'; GRANT USAGE, CREATE ON SCHEMA public TO ${role}`);
  const address = new URL(theirs.url);
  Object.assign(address, { username: role, password: "fields-password", hostname: "127.0.0.1", search: "" });
  url = address.href;
});
afterAll(async () => {
  await api.close();
  await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await owner.end();
  await theirs.drop();
});
beforeEach(async () => {
  tenant = await api.createTenant();
  await owner.query(`DROP TABLE IF EXISTS tickets; CREATE TABLE tickets (event_id text PRIMARY KEY, seats int, tier text NOT NULL DEFAULT 'free'); GRANT INSERT ON tickets TO ${role}`);
  expect((await tenant.call("POST", "/v1/connections", { kind: "postgres", slug: "crm", config: { url, tls: "off" } })).status).toBe(201);
});

const fields = (target: unknown, of = tenant) => of.call("GET", `/v1/connections/crm/fields?target=${encodeURIComponent(typeof target === "string" ? target : JSON.stringify(target))}`);

describe("the fields of a target", () => {
  it("are the table's columns as they are now", async () => {
    const plain = { is_required: false, is_unique: false, is_nullable: true, is_writable: true, default: null };
    const columns = [
      { ...plain, name: "event_id", type: "text", is_required: true, is_unique: true, is_nullable: false },
      { ...plain, name: "seats", type: "integer" },
      { ...plain, name: "tier", type: "text", is_nullable: false, default: "'free'::text" },
    ];
    expect((await fields({ table: "public.tickets" })).body).toEqual({ data: columns });
    await owner.query("ALTER TABLE tickets DROP COLUMN seats");
    expect((await fields({ table: "public.tickets" })).body.data).toHaveLength(2);
  });

  it("are refused for what is no target, no table or not theirs", async () => {
    expect(await fields("tickets")).toMatchObject({ status: 400, body: { error: { details: [{ path: "target", message: expect.stringContaining("as JSON") }] } } });
    expect(await fields({ tabel: "tickets" })).toMatchObject({ status: 400, body: { error: { details: [{ path: "target" }] } } });
    expect(await fields({ table: "public.missing" })).toMatchObject({ status: 409, body: { error: { code: "connection_broken", message: expect.stringContaining("no table public.missing") } } });
    expect((await fields({ table: "public.tickets" }, await api.createTenant())).status).toBe(404);
    expect((await fields({ table: "public.tickets" }, await api.createTenant(["ingest"]))).status).toBe(403);
  });
});

describe("a deploy", () => {
  const deploy = async (columns: Record<string, string>) => {
    const destination = { id: "rows", kind: "postgres", connection: "crm", target: { table: "tickets" }, template: { mode: "columns", columns } };
    return tenant.call("POST", "/v1/pipelines/import", { definition: { version: 1, slug: "rows", name: "Rows", sources: [], steps: [], destinations: [destination] }, deploy: true });
  };

  it("takes a map that the table takes", async () => {
    const answer = await deploy({ event_id: "$event.id", seats: "$event.seats" });
    expect(answer.status, answer.text).toBeLessThan(300);
  });

  it("refuses one that it does not, and names each column", async () => {
    const { status, body } = await deploy({ seats: "many", gone: "$event.gone" });
    expect(status).toBe(422);
    expect(body.error).toMatchObject({ code: "invalid_definition" });
    expect(body.error.details.map(({ path }: { path: string }) => path).sort()).toEqual(["event_id", "gone", "seats"].map((name) => `destinations[0].template.columns.${name}`));
  });

  it("refuses a map again once the table has changed", async () => {
    await deploy({ event_id: "$event.id", seats: "$event.seats" });
    await owner.query("ALTER TABLE tickets RENAME COLUMN seats TO places");
    const { body } = await tenant.call("POST", "/v1/pipelines/rows/deploy");
    expect(body.error.details).toEqual([{ path: "destinations[0].template.columns.seats", message: "there is no column of this name" }]);
  });
});
