import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openSystemMail } from "@/lib/adapters/smtp/system-mail";
import { readAttention } from "@/lib/attention/read-attention";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import { newId } from "@/lib/ids";
import { createTenant } from "@/lib/ingest/testing/tenant";
import { noticeTrigger } from "@/lib/notices/notice-failures";
import type { NoticeChannel } from "@/lib/notices/notice-resource";
import { findNoticeSettings, saveNoticeSettings } from "@/lib/notices/settings-store";
import { createTellFailure } from "@/lib/notices/tell-failure";
import type { PipelineDefinition } from "@/lib/pipeline/definition";
import { systemClock } from "@/lib/ports/clock";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startMailServer, type TestMailServer } from "@/lib/testing/mail-server";
import { startRecordingServer, type RecordingServer } from "@/lib/testing/recording-server";
import { startInstallation, type Installation } from "./testing/installation";

// Channels take a message a second.
vi.setConfig({ testTimeout: 60_000 });

type Destination = PipelineDefinition["destinations"][number];
type Step = PipelineDefinition["steps"][number];

const hourMs = 3_600_000;

let installation: Installation;
let slack: SlackSandboxServer;
let hook: RecordingServer;
let mail: TestMailServer;
let slackId: string;
let hookId: string;
let ops: string;
beforeAll(async () => {
  mail = await startMailServer();
  [installation, slack, hook] = await Promise.all([
    startInstallation({ systemMail: openSystemMail(`smtp://127.0.0.1:${mail.port}?security=none&from=system@example.com`, "localhost") }),
    startSlackSandboxServer({ limits: { post: "off" } }),
    startRecordingServer({ respond: () => ({ status: 422 }) }),
  ]);
  await installation.addProcess();
  const { db, organizationId } = installation;
  const userId = newId("user");
  await db.prisma.user.create({ data: { id: userId, email: "owner@example.com", passwordHash: "x" } });
  await db.prisma.membership.create({ data: { organizationId, userId, role: "owner" } });
});
afterAll(async () => {
  await Promise.all([installation.close(), slack.close(), hook.close(), mail.close()]);
});
beforeEach(async () => {
  mail.mails.splice(0);
  ops = await slack.addChannel({ name: `ops-${(channels += 1)}`, isMember: true });
  slackId = await installation.connect("slack", { botToken: slack.botToken, apiBaseUrl: slack.apiUrl });
  hookId = await installation.connect("webhook", { url: `${hook.url}/hook`, auth: "none" });
  await choose({ via: "connection", connection: slackId, target: { channel: ops } });
});

let channels = 0;
let pipelines = 0;

async function choose(channel: NoticeChannel | null, isOn = true): Promise<void> {
  await saveNoticeSettings({ organizationId: installation.organizationId, actor: "system" }, installation.db, { isOn, channel, digestMs: hourMs });
}

/** A pipeline of its own; answers how to send it events. */
async function start(destination: Partial<Destination> = {}, steps: Step[] = []) {
  const slug = `notices${(pipelines += 1)}`;
  const pipelineId = await installation.deploy({
    version: 1, slug, name: `Pipeline ${slug}`, sources: [{ source: "default", match: slug }], steps,
    destinations: [{ id: "there", kind: "webhook", connection: hookId, target: {}, template: { mode: "json", body: '{ "text": "$event.text" }' }, onAmbiguous: "resend", config: {}, ...destination }],
  });
  const send = (...texts: string[]) => installation.send(texts.map((text) => ({ type: slug, payload: { text } })));
  return { pipelineId, name: `Pipeline ${slug}`, send };
}

const toChannel = (channel: string): Partial<Destination> => ({ kind: "slack", connection: slackId, target: { channel }, template: { mode: "message", title: "$event.text" } });

const told = async (channel = ops) => (await slack.messages(channel)).map(({ text, blocks }) => JSON.stringify({ text, blocks }));
const title = async (channel = ops) => (await slack.messages(channel)).map(({ text }) => text);
const openNotices = async () => (await installation.db.pool.query<{ more: number; round: number }>("SELECT more, round FROM failure_notices WHERE organization_id = $1", [installation.organizationId])).rows;
const noticeJobs = async (states: number[]) => (await installation.db.pool.query("SELECT 1 FROM engine.jobs WHERE trigger = $1 AND state = ANY ($2) AND due <= now()", [noticeTrigger, states])).rowCount;
/** Until what is due was told. */
const settled = async () => {
  await installation.settle();
  await expect.poll(() => noticeJobs([0, 1]), { timeout: 30_000 }).toBe(0);
};
const endWindow = async () => {
  await installation.db.pool.query("UPDATE engine.jobs SET due = now() WHERE trigger = $1 AND state = 0", [noticeTrigger]);
  installation.wake();
  await settled();
};

describe("failures of one cause", () => {
  test("are told at once with reason, excerpt and link, then counted in one message a window, until one was quiet", async () => {
    const { send, name } = await start();
    await send("the first");
    await settled();
    const [first = ""] = await told();
    expect(await title()).toEqual(["A delivery to Webhook webhook failed"]);
    expect(first).toContain(name);
    expect(first).toContain("the first");
    expect(first).toMatch(/HTTP 422|refused/);
    expect(first).toMatch(/http:\/\/dashboard\.test\/deliveries\/dlv_/);

    await send("the second", "the third");
    await send("the fourth");
    await settled();
    expect(await told()).toHaveLength(1);
    await endWindow();
    expect((await title()).at(-1)).toBe("3 more deliveries to Webhook webhook failed");
    expect(await told()).toHaveLength(2);

    await endWindow();
    expect(await told()).toHaveLength(2);
    expect(await openNotices()).toEqual([]);
    await send("much later");
    await settled();
    expect(await title()).toHaveLength(3);
    expect((await title()).at(-1)).toBe("A delivery to Webhook webhook failed");
    await endWindow();
  });

  test("begin one notice, whichever process finds them, and every other one is counted", async () => {
    const { send } = await start();
    await Promise.all(Array.from({ length: 30 }, (_, index) => send(`at once ${index}`)));
    await settled();
    expect(await title()).toEqual(["A delivery to Webhook webhook failed"]);
    await endWindow();
    expect(await title()).toEqual(["A delivery to Webhook webhook failed", "29 more deliveries to Webhook webhook failed"]);
    await endWindow();
  });

  test("are told of runs as well, with a link to the run", async () => {
    const { send, name } = await start({}, [{ id: "urgency", kind: "classify", config: { model: "none/none", prompt: "?", input: ["$event.text"], dimension: "urgency", labels: [{ name: "low", description: "l" }, { name: "high", description: "h" }], onError: "fail" } }]);
    await send("one", "two");
    await settled();
    expect(await title()).toEqual([`A run of ${name} failed`]);
    expect((await told())[0]).toMatch(/dashboard\.test\/runs\/run_/);
    await endWindow();
    expect((await title()).at(-1)).toBe(`1 more run of ${name} failed`);
    await endWindow();
  });

  test("are not noted while notices are off", async () => {
    await choose({ via: "connection", connection: slackId, target: { channel: ops } }, false);
    const { send } = await start();
    await send("unheard");
    await settled();
    expect(await openNotices()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test("concern nobody but their organization", async () => {
    const other = await createTenant(installation.db);
    await choose(null, false);
    await saveNoticeSettings({ organizationId: other.organizationId, actor: "system" }, installation.db, { isOn: true, channel: { via: "connection", connection: slackId, target: { channel: ops } }, digestMs: hourMs });
    const { send } = await start();
    await send("of one organization");
    await settled();
    expect((await installation.db.pool.query("SELECT 1 FROM failure_notices")).rowCount).toBe(0);
    // A notice of its own can't go through another organization's connection either.
    await tellAgain({})(await noteFailedRun(other.organizationId));
    expect(await told()).toEqual([]);
    expect((await findNoticeSettings(other.organizationId, installation.db))?.problem).toMatchObject({ code: "connection_missing" });
  });
});

describe("what needs attention", () => {
  test("is told once, however many deliveries it holds, and again when it breaks after it was mended", async () => {
    const archived = await slack.addChannel({ name: `archived-${channels}`, isArchived: true, isMember: true });
    const { send, pipelineId } = await start(toChannel(archived));
    await send("one", "two", "three");
    await settled();
    expect(await title()).toEqual([`Messages to Slack ${archived} are held`]);
    expect((await told())[0]).toContain("archived");
    expect(await openNotices()).toEqual([]);
    await clearAttention(installation.db, installation.organizationId, { pipelineId, destinationId: "there" }, installation.wake);
    await expect.poll(async () => (await told()).length, { timeout: 30_000 }).toBe(2);
    await settled();
    expect(await told()).toHaveLength(2);
  });

  test("is told of a connection, with the way to it", async () => {
    const revoked = await installation.connect("slack", { botToken: "xoxb-revoked-0", apiBaseUrl: slack.apiUrl });
    const { send } = await start({ ...toChannel(ops), connection: revoked });
    await send("one", "two");
    await settled();
    expect(await title()).toEqual(["slack does not work any more: its messages are held"]);
    expect((await told())[0]).toContain(`/destinations/${revoked.toLowerCase()}`);
    expect(await openNotices()).toEqual([]);
  });
});

describe("personal data that is redacted", () => {
  const redact = (columns: Record<string, Record<string, string>>): Step => ({ id: "redact", kind: "redact.pii", config: { columns } });

  test("never stands in a notice: it quotes what the destination saw", async () => {
    const { send } = await start({}, [redact({ default: { email: "mask" } })]);
    await send("call ada@example.com back");
    await settled();
    expect((await told())[0]).toContain("call ");
    expect((await told()).join()).not.toContain("ada@example.com");
    await endWindow();
  });

  test("and nothing is quoted where the destination saw more than others do", async () => {
    const { send } = await start({}, [redact({ default: { email: "mask" }, there: { email: "keep" } })]);
    await send("call ada@example.com back");
    await settled();
    expect(hook.requests.at(-1)?.body).toContain("ada@example.com");
    expect(await told()).toHaveLength(1);
    expect((await told()).join()).not.toMatch(/ada@example\.com|call /);
    await endWindow();
  });
});

describe("a notice never goes through what is broken", () => {
  const problem = async () => (await findNoticeSettings(installation.organizationId, installation.db))?.problem;

  test("not to the target that fails: the owners get it by mail, and the dashboard says so until a notice arrives", async () => {
    const { send } = await start({ ...toChannel(ops), template: { mode: "blocks", blocks: '[{ "type": "nonsense" }]' } });
    await send("unrenderable");
    await settled();
    expect(await told()).toEqual([]);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]?.source).toMatch(/^To: owner@example\.com/m);
    expect(mail.mails[0]?.source).toMatch(/^From: .*system@example\.com/m);
    expect(await problem()).toMatchObject({ code: "same_destination" });
    expect(await readAttention(installation.db, installation.organizationId)).toMatchObject({ notices: 1 });

    const { send: sendOther } = await start();
    await sendOther("of another place");
    await settled();
    expect(await told()).toHaveLength(1);
    expect(await problem()).toBeNull();
    await endWindow();
    await endWindow();
  });

  test("not through a connection that needs attention", async () => {
    const revoked = await installation.connect("slack", { botToken: "xoxb-revoked-1", apiBaseUrl: slack.apiUrl });
    await choose({ via: "connection", connection: revoked, target: { channel: ops } });
    const { send } = await start({ ...toChannel(ops), connection: revoked });
    const before = slack.calls.length;
    await send("held");
    await settled();
    // The delivery's own, and none after it.
    expect(slack.calls.length).toBe(before + 1);
    expect(mail.mails).toHaveLength(1);
    expect(await problem()).toMatchObject({ code: "invalid_auth" });
  });

  test("not into a channel that holds the messages of a pipeline", async () => {
    const archived = await slack.addChannel({ name: `gone-${channels}`, isArchived: true, isMember: true });
    const { send: block } = await start(toChannel(archived));
    await block("held");
    await settled();
    await choose({ via: "connection", connection: slackId, target: { channel: archived } });
    const { send } = await start();
    const before = slack.calls.length;
    await send("of another place");
    await settled();
    expect(slack.calls.length).toBe(before);
    expect(mail.mails).toHaveLength(1);
    await endWindow();
  });

  test("and one that is refused makes no other notice", async () => {
    const archived = await slack.addChannel({ name: `refuses-${channels}`, isArchived: true, isMember: true });
    await choose({ via: "connection", connection: slackId, target: { channel: archived } });
    const { send } = await start();
    await send("refused");
    await settled();
    expect(mail.mails).toHaveLength(1);
    expect(await problem()).toMatchObject({ code: "is_archived" });
    expect(await openNotices()).toHaveLength(1);
    await endWindow();
    expect(mail.mails).toHaveLength(1);
    expect(await openNotices()).toEqual([]);
  });

  test("without a mail server it stands in the dashboard alone", async () => {
    await choose({ via: "mail", to: ["ops@example.com"] });
    await tellAgain({ systemMail: null })(await noteFailedRun(installation.organizationId));
    expect(mail.mails).toEqual([]);
    expect(await problem()).toMatchObject({ code: "no_system_mail" });
    await endWindow();
  });
});

test("by the system's mail it goes to the chosen addresses", async () => {
  await choose({ via: "mail", to: ["ops@example.com", "night@example.com"] });
  const { send } = await start();
  await send("by mail");
  await settled();
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]?.source).toMatch(/^To: ops@example\.com, night@example\.com/m);
  expect(mail.mails[0]?.source).toMatch(/^Subject: A delivery to Webhook webhook failed/m);
  await endWindow();
});

test("a death between a message and its record repeats it once; what was recorded is never sent again", async () => {
  const { pool } = installation.db;
  const job = await noteFailedRun(installation.organizationId);
  let isAlive = false;
  const dying = new Proxy(pool, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (name !== "query" || typeof member !== "function") return member;
      return (query: { name?: string }, ...rest: unknown[]) => {
        if (query.name === "end-notice-round" && !isAlive) throw new Error("the process dies");
        return Reflect.apply(member, target, [query, ...rest]);
      };
    },
  });
  const tell = tellAgain({ pool: dying });
  await expect(tell(job)).rejects.toThrow("the process dies");
  isAlive = true;
  await tell(job);
  expect(await told()).toHaveLength(2);
  await tell(job);
  expect(await told()).toHaveLength(2);
  await endWindow();
});

/** A run that failed, noted, with its job in nobody's hands. */
async function noteFailedRun(organizationId: string) {
  const { pool } = installation.db;
  const runId = newId("run");
  await pool.query("INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status, finished_at) VALUES ($1, $2, $1, 'pl', 'plv', 'failed', now())", [runId, organizationId]);
  await pool.query("INSERT INTO failure_notices (id, organization_id, cause, kind) VALUES ($1, $2, 'run:pl', 'run')", [runId, organizationId]);
  return { organizationId, noticeId: runId, round: 0 };
}

/** What a process runs for a notice's job. */
function tellAgain({ systemMail = null, pool = installation.db.pool }: { systemMail?: null; pool?: Installation["db"]["pool"] }) {
  const { db, ports } = installation;
  return createTellFailure({
    db: { ...db, pool }, clock: systemClock, ports, systemMail, publicUrl: "http://dashboard.test", announce: () => {},
    openConnection: async () => ({ botToken: slack.botToken, apiBaseUrl: slack.apiUrl }),
  });
}
