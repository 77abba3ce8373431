import { isDeepStrictEqual } from "node:util";
import type { SystemMail } from "@/lib/adapters/smtp/system-mail";
import type { Caller } from "@/lib/audit/store";
import { noConnection } from "@/lib/connections/get-connection";
import { unsealConnection } from "@/lib/connections/open-connection";
import { findSealedConnection } from "@/lib/connections/store";
import type { Database } from "@/lib/db";
import { resolveTarget } from "@/lib/destinations/accounts";
import { askPatiently, waitOfLimit } from "@/lib/destinations/ask-patiently";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { UserError } from "@/lib/errors";
import { invalidField } from "@/lib/http/invalid-request";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { formatDuration, parseDuration } from "@/lib/pipeline/durations";
import type { JsonObject } from "@/lib/pipeline/context";
import type { Clock } from "@/lib/ports/clock";
import { z } from "zod";
import type { NoticeMessage } from "./compose-notice";
import { noticeKinds, type NoticeChannel, type Notices, type SaveNotices, type TestNoticeResult } from "./notice-resource";
import { renderNotice, sendNoticeThrough, type NoticeWay } from "./send-notice-through";
import { findNoticeSettings, markNoticeProblem, saveNoticeSettings } from "./settings-store";

export type NoticeOutside = { ports: DeliveryPorts & { clock: Clock }; systemMail: SystemMail | null; publicUrl: string };

/** Off, until somebody chooses. */
export async function getNotices(db: Database, organizationId: string, { systemMail }: Pick<NoticeOutside, "systemMail">): Promise<Notices> {
  const settings = await findNoticeSettings(organizationId, db);
  const shared = { has_system_mail: systemMail !== null };
  if (!settings) return { is_on: false, channel: null, digest_every: "1h", problem: null, ...shared };
  const { isOn, channel, digestMs, problem } = settings;
  return { is_on: isOn, channel, digest_every: formatDuration(digestMs), problem: problem && { ...problem, since: problem.since.toISOString() }, ...shared };
}

/** The target is resolved (`#ops` to its id) and a notice rendered for it: what can't work is refused here. */
export async function saveNotices(db: Database, caller: Caller, input: SaveNotices, outside: NoticeOutside): Promise<Notices> {
  if (input.is_on && !input.channel) throw invalidField("channel", "expected where notices go, since they are on");
  const opened = input.channel && (await openChannel(db, caller.organizationId, input.channel, outside));
  if (opened && "problem" in opened) throw invalidField("channel.target", `expected one that messages can go to: ${opened.problem.detail}`);
  if (opened) {
    const rendered = renderNotice(opened.way, testMessage(outside.publicUrl), outside.ports.clock.now());
    if ("refused" in rendered) throw invalidField("channel", rendered.refused.detail);
  }
  await saveNoticeSettings(caller, db, { isOn: input.is_on, channel: opened?.channel ?? null, digestMs: parseDuration(input.digest_every) });
  announceChange(caller.organizationId, "organization");
  return getNotices(db, caller.organizationId, outside);
}

/** Sends a notice about nothing through a channel, saved or not, past every queue. One that arrives where notices go ends their problem. */
export async function sendTestNotice(db: Database, organizationId: string, channel: NoticeChannel, outside: NoticeOutside): Promise<TestNoticeResult> {
  const opened = await openChannel(db, organizationId, channel, outside);
  if ("problem" in opened) return { ok: false, ...opened.problem };
  const { ports, publicUrl } = outside;
  const send = { id: newId("testMessage"), nowMs: ports.clock.now(), ports: { ...ports, mail: opened.mail } };
  const outcome = await askPatiently(() => sendNoticeThrough(opened.way, testMessage(publicUrl), send), waitOfLimit);
  if (outcome.status !== "delivered") return { ok: false, code: outcome.code, detail: outcome.detail };
  const saved = await findNoticeSettings(organizationId, db);
  if (saved?.problem && isDeepStrictEqual(saved.channel, opened.channel)) {
    await markNoticeProblem(organizationId, db, null);
    announceChange(organizationId, "organization");
  }
  return { ok: true };
}

type OpenedChannel = { channel: NoticeChannel; way: NoticeWay; mail: DeliveryPorts["mail"] };

/** The connection by its id and the target resolved; a problem is what the vendor said. */
async function openChannel(db: Database, organizationId: string, channel: NoticeChannel, { ports, systemMail }: NoticeOutside): Promise<OpenedChannel | { problem: { code: string; detail: string } }> {
  if (channel.via === "mail") {
    if (!systemMail) throw invalidField("channel.via", "expected a connection: this install has no mail server of its own (SMTP_URL)");
    return { channel, way: { kind: "email", connection: systemMail.connection, target: { to: channel.to } }, mail: systemMail.mail };
  }
  const sealed = await findSealedConnection(organizationId, db, channel.connection);
  if (!sealed) throw noConnection();
  if (!noticeKinds.includes(sealed.kind)) throw invalidField("channel.connection", `expected a connection to ${noticeKinds.join(", ")}, got one to ${sealed.kind}`);
  const { id, kind, config } = await unsealConnection(db, organizationId, sealed);
  const resolved = await resolveTarget(kind, config, channel.target, ports);
  if (!resolved.ok) return { problem: { code: resolved.code, detail: resolved.detail } };
  return { channel: { via: "connection", connection: id, target: objectOf(resolved.target) }, way: { kind, connection: config, target: resolved.target }, mail: ports.mail };
}

function objectOf(target: unknown): JsonObject {
  const parsed = z.record(z.string(), z.json()).safeParse(target);
  if (!parsed.success) throw new UserError("invalid_request", "channel.target: expected an object");
  return parsed.data;
}

function testMessage(publicUrl: string): NoticeMessage {
  return {
    title: "Failure notices arrive here",
    facts: [{ label: "What this is", value: "A test notice. When a message can't be delivered, or a run fails, it is told here with the reason." }],
    link: { label: "Open settings", url: `${publicUrl}/settings/notices` },
  };
}
