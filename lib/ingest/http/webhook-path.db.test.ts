import "@/app/v1/testing/environment";
import { createHmac } from "node:crypto";
import { sign as signAsGithub } from "@octokit/webhooks-methods";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/whk/[token]/route";
import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createSource } from "@/lib/sources/create-source";
import { pauseSource } from "@/lib/sources/pause-source";
import { rotateSource } from "@/lib/sources/rotate-source";
import { updateSource } from "@/lib/sources/update-source";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import { openGate, type Gate } from "../gate";
import { createTenant, type Tenant } from "../testing/tenant";
import { handleHotPath } from "./handle-hot-path";

const holder = globalThis as typeof globalThis & { ingestlayerGate?: Gate; ingestlayerDatabase?: Database };
let testDatabase: TestDatabase;
let db: Database;
let gate: Gate;
let tenant: Tenant;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  gate = openGate({ databaseUrl: testDatabase.url, secrets: liveSecrets(db), wake: () => {} });
  await gate.ready();
  holder.ingestlayerDatabase = db;
  holder.ingestlayerGate = gate;
  tenant = await createTenant(db);
});
afterAll(async () => {
  delete holder.ingestlayerDatabase;
  delete holder.ingestlayerGate;
  await gate.close();
  await closeDatabase(db);
  await testDatabase.drop();
});

type Headers = Record<string, string>;
type Answer = { status: number; json: any };
type Send = (token: string, body: string, headers: Headers) => Promise<Answer>;

const mounts: Record<string, Send> = {
  "bare server": async (token, body, headers) => {
    const answer = await handleHotPath({ method: "POST", path: `/whk/${token}?from=test`, headers, body: Buffer.from(body) }, gate);
    if (!answer) throw new Error("not a hot path");
    return { status: answer.status, json: JSON.parse(answer.body) };
  },
  "Next route": async (token, body, headers) => {
    const response = await POST(new Request(`http://localhost/whk/${token}`, { method: "POST", headers, body }));
    return { status: response.status, json: await response.json() };
  },
};

let count = 0;
async function newSource(auth_mode: WebhookAuthMode, secret?: string) {
  const caller = { organizationId: tenant.organizationId, actor: "system" };
  const { row, secrets } = await createSource(caller, { slug: `hook-${++count}`, kind: "webhook", auth_mode, ...(secret && { secret }) }, db);
  if (!secrets) throw new Error("no secrets");
  return { id: row.id, caller, ...secrets };
}

const events = (sourceId: string) => db.prisma.event.findMany({ where: { sourceId }, orderBy: { id: "asc" } });

/** How each sender's own library signs a body. */
const signers: Record<Exclude<WebhookAuthMode, "none">, (body: string, secret: string, at?: Date) => Headers | Promise<Headers>> = {
  hmac: (body, secret) => ({ "x-ingest-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` }),
  "standard-webhooks": (body, secret, at = new Date()) => ({
    "webhook-id": "msg_1", "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": new Webhook(secret).sign("msg_1", at, body),
  }),
  github: async (body, secret) => ({ "x-hub-signature-256": await signAsGithub(secret, body), "x-github-event": "issues", "x-github-delivery": "d-1" }),
  stripe: (body, secret, at = new Date()) => ({
    "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: Math.floor(at.getTime() / 1000) }),
  }),
  bearer: (_body, secret) => ({ authorization: `Bearer ${secret}` }),
};
const signed = Object.entries(signers) as [Exclude<WebhookAuthMode, "none">, (typeof signers)["hmac"]][];
const body = JSON.stringify({ id: "evt_stripe_1", type: "invoice.paid", action: "opened", amount: 1 });
const json = { "content-type": "application/json" };

describe.each(Object.entries(mounts))("POST /whk/<token> on the %s", (_, send) => {
  describe.each(signed)("%s", (mode, sign) => {
    test("what the sender's library signs is stored once, under its type", async () => {
      const source = await newSource(mode);
      const headers = { ...json, ...(await sign(body, source.secret)) };
      const answer = await send(source.token, body, headers);
      expect(answer.status).toBe(202);
      const type = { github: "github.issues.opened", stripe: "stripe.invoice.paid" }[mode as string] ?? "invoice.paid";
      expect(answer.json.data.events).toEqual([{ index: 0, id: expect.stringMatching(/^evt_/), type, duplicate: false }]);
      expect(await events(source.id)).toMatchObject([{ type, payload: JSON.parse(body) }]);
      const again = await send(source.token, body, headers);
      expect(again.json.data.events[0].duplicate).toBe(mode !== "hmac" && mode !== "bearer");
    });

    test("one flipped byte, a wrong secret, a missing header: 401, and nothing is stored", async () => {
      const source = await newSource(mode);
      const good = { ...json, ...(await sign(body, source.secret)) };
      const wrongSecret = mode === "standard-webhooks" ? `whsec_${Buffer.from("another secret of the same kind!").toString("base64")}` : `${source.secret}x`;
      const refused = [
        ...(mode === "bearer" ? [] : [send(source.token, body.replace("paid", "pajd"), good)]),
        send(source.token, body, { ...json, ...(await sign(body, wrongSecret)) }),
        send(source.token, body, json),
        ...Object.keys(good).filter((name) => /signature|authorization/.test(name)).map((name) => send(source.token, body, { ...good, [name]: "" })),
      ];
      for (const { status, json: answer } of await Promise.all(refused)) expect([status, answer.error.code]).toEqual([401, "unauthenticated"]);
      expect(await events(source.id)).toEqual([]);
    });

    test("the former secret counts until its overlap ends, and no secret before that one", async () => {
      const source = await newSource(mode);
      const rotate = (overlap_seconds: number) => rotateSource(source.caller, source.id, { what: "secret", overlap_seconds }, db);
      const statusWith = async (secret: string) => (await send(source.token, body, { ...json, ...(await sign(body, secret)) })).status;
      const second = await rotate(3600);
      await expect.poll(() => Promise.all([statusWith(source.secret), statusWith(second.secret)])).toEqual([202, 202]);
      const third = await rotate(3600);
      await expect.poll(() => Promise.all([statusWith(source.secret), statusWith(second.secret), statusWith(third.secret)])).toEqual([401, 202, 202]);
      const fourth = await rotate(0);
      await expect.poll(() => Promise.all([statusWith(third.secret), statusWith(fourth.secret)])).toEqual([401, 202]);
    });
  });

  test.each(signed.filter(([mode]) => mode === "stripe" || mode === "standard-webhooks"))("%s: a signature more than five minutes old, or of the future, is refused", async (mode, sign) => {
    const source = await newSource(mode);
    for (const minutes of [-6, 6]) {
      const headers = { ...json, ...(await sign(body, source.secret, new Date(Date.now() + minutes * 60_000))) };
      expect((await send(source.token, body, headers)).status).toBe(401);
    }
    expect((await send(source.token, body, { ...json, ...(await sign(body, source.secret, new Date(Date.now() - 4 * 60_000))) })).status).toBe(202);
  });

  test("of a body that is too long, which proves nothing, nothing is kept", async () => {
    const source = await newSource("hmac");
    expect((await send(source.token, JSON.stringify({ a: "x".repeat(1024 * 1024) }), json)).status).toBe(413);
    await gate.rejections.settled();
    expect(await db.prisma.rejection.count({ where: { sourceId: source.id } })).toBe(0);
  });

  test("a new address ends the old one at once", async () => {
    const source = await newSource("none");
    expect((await send(source.token, body, json)).status).toBe(202);
    const { token } = await rotateSource(source.caller, source.id, { what: "address", overlap_seconds: 0 }, db);
    await expect.poll(() => send(source.token, body, json).then(({ status }) => status)).toBe(404);
    expect((await send(token, body, json)).status).toBe(202);
    expect((await send(`whk_${"x".repeat(43)}`, body, json)).status).toBe(404);
    expect((await send("nonsense", body, json)).status).toBe(404);
  });

  test("svix's own header names, a bare hex signature and the sender's idempotency key count too", async () => {
    const svix = await newSource("standard-webhooks");
    const headers = await signers["standard-webhooks"](body, svix.secret);
    const renamed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace("webhook-", "svix-"), value]));
    expect((await send(svix.token, body, { ...json, ...renamed })).status).toBe(202);
    const source = await newSource("hmac");
    const bare = { ...json, "x-ingest-signature": createHmac("sha256", source.secret).update(body).digest("hex").toUpperCase(), "x-ingest-idempotency-key": "k1" };
    expect((await send(source.token, body, bare)).json.data.events[0].duplicate).toBe(false);
    expect((await send(source.token, body, bare)).json.data.events[0].duplicate).toBe(true);
  });

  test("a form is a payload of its fields, GitHub's form the JSON in it; anything else is 415", async () => {
    const source = await newSource("none");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    await send(source.token, "type=form.sent&name=J%C3%BCrgen+M&tag=a&tag=b", form);
    await send(source.token, new URLSearchParams({ payload: '{"zen":"Keep it logically awesome."}' }).toString(), form);
    expect(await events(source.id)).toMatchObject([
      { type: "form.sent", payload: { type: "form.sent", name: "Jürgen M", tag: ["a", "b"] } },
      { type: "webhook.received", payload: { zen: "Keep it logically awesome." } },
    ]);
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/xml", "application/json; charset=latin1"]) {
      expect((await send(source.token, body, { "content-type": type })).status).toBe(415);
    }
    expect((await send(source.token, "[1]", json)).status).toBe(400);
    expect((await send(source.token, '{"a":', json)).json.error.code).toBe("invalid_json");
    expect((await send(source.token, body, { "content-type": "application/vnd.api+json" })).status).toBe(202);
  });

  test("a type that can't be one is webhook.received; a paused source refuses; another way of signing holds at once", async () => {
    const source = await newSource("none");
    expect((await send(source.token, '{"type":"*"}', json)).json.data.events[0].type).toBe("webhook.received");
    await updateSource(source.caller, source.id, { auth_mode: "bearer", secret: "a new secret" }, db);
    await expect.poll(() => send(source.token, body, json).then(({ status }) => status)).toBe(401);
    expect((await send(source.token, body, { ...json, authorization: "Bearer a new secret" })).status).toBe(202);
    await pauseSource(source.caller, source.id, db);
    expect((await send(source.token, body, { ...json, authorization: "Bearer a new secret" })).json.error.code).toBe("source_paused");
  });
});
