import "../testing/environment";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventField, EventTypeResource } from "@/lib/event-types/event-type-resource";
import { newId } from "@/lib/ids";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let owner: Tenant;
let stranger: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  [owner, stranger] = [await api.createTenant(), await api.createTenant()];
  for (const [type, payload] of [["ticket.created", { tier: "pro", id: "T-1" }], ["ticket.created", { tier: "free", seats: 4 }], ["order paid/eu", { total: 5 }]] as const) {
    await owner.call("POST", "/v1/ingest", { type, payload });
  }
  await stranger.call("POST", "/v1/ingest", { type: "ticket.created", payload: { hidden: "MARKER" } });
  await stranger.call("POST", "/v1/ingest", { type: "secret.type", payload: {} });
});
afterAll(() => api.close());

describe("event types", () => {
  it("are listed with counts, the one seen last first, and none of another organization's", async () => {
    const { body } = await owner.call("GET", "/v1/event-types");
    expect(body.data.map(({ type, count }: EventTypeResource) => [type, count])).toEqual([["order paid/eu", 1], ["ticket.created", 2]]);
    expect(Date.parse(body.data[0].last_seen_at)).toBeGreaterThan(Date.now() - 60_000);
  });

  it.each([["TICKET", 1], ["%", 0], ["_", 0], ["paid/", 1], ["nothing", 0]])("are searched by %s as it stands, in any case", async (text, count) => {
    expect((await owner.call("GET", `/v1/event-types?q=${encodeURIComponent(text)}`)).body.data).toHaveLength(count);
  });

  it("of an organization without events are none", async () => {
    expect((await (await api.createTenant()).call("GET", "/v1/event-types")).body).toEqual({ data: [] });
  });
});

describe("the fields of an event type", () => {
  const fields = async (tenant: Tenant, type: string): Promise<EventField[]> => (await tenant.call("GET", `/v1/event-types/${encodeURIComponent(type)}/fields`)).body.data;

  it("come from the organization's own recent events", async () => {
    expect(await fields(owner, "ticket.created")).toEqual([
      { path: "$event.tier", type: "string", values: ["free", "pro"], sample: "free", seen: 1 },
      { path: "$event.seats", type: "number", values: [4], sample: 4, seen: 0.5 },
      { path: "$event.payload.id", type: "string", values: ["T-1"], sample: "T-1", seen: 0.5 },
    ]);
  });

  it("of a type with odd characters are found, of an unknown one there are none", async () => {
    expect((await fields(owner, "order paid/eu")).map(({ path }) => path)).toEqual(["$event.total"]);
    expect(await fields(owner, "secret.type")).toEqual([]);
  });

  it("follow the newest declaration, never another organization's", async () => {
    const declare = (tenant: Tenant, version: number, name: string) => api.db.pool.query(
      "insert into event_schemas (id, organization_id, event_type, version, mode, definition) values ($1, $2, 'lead.created', $3, 'refuse', $4)",
      [newId("schema"), tenant.organizationId, version, { type: "object", properties: { [name]: { enum: ["a", "b"] } } }],
    );
    await declare(owner, 1, "old");
    await declare(owner, 2, "fit");
    await declare(stranger, 3, "theirs");
    expect(await fields(owner, "lead.created")).toEqual([{ path: "$event.fit", type: "any", values: ["a", "b"], seen: 0 }]);
  });

  it("are read from the newest events, and from few when they are large", async () => {
    const tenant = await api.createTenant();
    await tenant.call("POST", "/v1/ingest", { type: "big", payload: { oldest: 1 } });
    for (let n = 0; n < 20; n++) {
      const noise = randomBytes(120_000).toString("base64");
      await tenant.call("POST", "/v1/ingest", { type: "big", payload: { noise, n } });
    }
    const names = (await fields(tenant, "big")).map(({ path }) => path);
    expect(names).toContain("$event.n");
    expect(names).not.toContain("$event.oldest");
  });
});
