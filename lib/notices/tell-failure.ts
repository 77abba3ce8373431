import type { SystemMail } from "@/lib/adapters/smtp/system-mail";
import type { Database } from "@/lib/db";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import type { Clock } from "@/lib/ports/clock";
import { composeNotice, type NoticeMessage } from "./compose-notice";
import { findBreak } from "./find-break";
import type { NoticeJobData } from "./notice-failures";
import { pacedSend } from "./paced-send";
import { sendNoticeThrough } from "./send-notice-through";
import { findNoticeSettings, markNoticeProblem, ownerAddresses, type NoticeProblem, type NoticeSettings } from "./settings-store";
import { deleteNotice, endNoticeRound, endQuietNotice, findNotice, type NoticeRow } from "./store";

export type TellFailureDependencies = {
  db: Database;
  clock: Clock;
  ports: DeliveryPorts;
  /** The connection's decrypted config; null when it was deleted. */
  openConnection(organizationId: string, connectionId: string): unknown;
  systemMail: SystemMail | null;
  /** For links to the dashboard; no trailing slash. */
  publicUrl: string;
  /** A change of what the dashboard shows. */
  announce(organizationId: string): void;
};

/** `gaveUp`: why the chosen way was tried often enough. */
export type TellFailure = (job: NoticeJobData, gaveUp?: string) => Promise<void>;

/**
 * Sends the one message that is due about a cause, then writes so and requests the next: at once the first failure, then
 * at each window's end how many followed, until a window was quiet. A message is repeated only when the process dies
 * between the two. Never through what is broken, and a notice that fails makes no other.
 */
export function createTellFailure(deps: TellFailureDependencies): TellFailure {
  const { db } = deps;
  return async function tellFailure(job, gaveUp): Promise<void> {
    const { organizationId, noticeId, round } = job;
    const notice = await findNotice(organizationId, db.pool, noticeId);
    const settings = notice && (await findNoticeSettings(organizationId, db));
    if (!notice || !settings?.isOn) return deleteNotice(organizationId, db.pool, noticeId);
    if (notice.round !== round) return;
    if (round > 0 && notice.more === 0) {
      // One that failed just now is told instead.
      return (await endQuietNotice(organizationId, db.pool, noticeId)) ? undefined : tellFailure(job, gaveUp);
    }
    await send(organizationId, notice, settings, gaveUp);
    // What needs attention holds everything behind it: there is nothing to count, and mending it begins anew.
    if (notice.kind === "target" || notice.kind === "connection") return deleteNotice(organizationId, db.pool, noticeId);
    await endNoticeRound(organizationId, db.pool, notice, round === 0 ? 0 : notice.more, settings.digestMs);
  };

  async function send(organizationId: string, notice: NoticeRow, settings: NoticeSettings, gaveUp: string | undefined): Promise<void> {
    const message = composeNotice(notice, deps.publicUrl);
    const id = `${notice.id.replace(":", ".")}.${notice.round}`;
    const problem = gaveUp === undefined ? await sendAsChosen(organizationId, notice, settings, message, id) : { code: "gave_up", detail: gaveUp };
    if (problem || settings.problem) {
      await markNoticeProblem(organizationId, db, problem);
      deps.announce(organizationId);
    }
    // Through the install's own mail, unless that is what does not work; else it stands in the dashboard alone.
    if (problem && settings.channel?.via !== "mail" && deps.systemMail) {
      const outcome = await mail(deps.systemMail, await ownerAddresses(organizationId, db), message, id);
      if (outcome.status === "retry" && gaveUp === undefined) throw new Error(`the system's mail: ${outcome.detail}`);
    }
  }

  /** Null once it is there; throws where a later try may help. */
  async function sendAsChosen(organizationId: string, notice: NoticeRow, { channel }: NoticeSettings, message: NoticeMessage, id: string): Promise<NoticeProblem | null> {
    if (!channel) return { code: "no_channel", detail: "no channel is chosen" };
    if (channel.via === "mail") {
      if (!deps.systemMail) return { code: "no_system_mail", detail: "SMTP_URL is not set any more" };
      const { systemMail } = deps;
      return pacedSend(db.pool, [], () => mail(systemMail, channel.to, message, id));
    }
    const way = await findBreak(db, organizationId, channel, notice.delivery);
    if ("problem" in way) return way.problem;
    const connection = await deps.openConnection(organizationId, channel.connection);
    return pacedSend(db.pool, way.gates, () =>
      sendNoticeThrough({ kind: way.kind, connection, target: channel.target }, message, { id, nowMs: deps.clock.now(), ports: deps.ports }));
  }

  function mail({ connection, mail: port }: SystemMail, to: string[], message: NoticeMessage, id: string) {
    return sendNoticeThrough({ kind: "email", connection, target: { to } }, message, { id, nowMs: deps.clock.now(), ports: { ...deps.ports, mail: port } });
  }
}
