import { Prisma } from "@/generated/prisma/client";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { noticeChannelSchema, type NoticeChannel } from "./notice-resource";

export type NoticeProblem = { code: string; detail: string };

export type NoticeSettings = {
  isOn: boolean;
  /** The connection by its id, the target resolved. */
  channel: NoticeChannel | null;
  digestMs: number;
  problem: (NoticeProblem & { since: Date }) | null;
};

/** Null for an organization that never chose. */
export async function findNoticeSettings(organizationId: string, { prisma }: Database): Promise<NoticeSettings | null> {
  const row = await prisma.noticeSettings.findUnique({ where: { organizationId } });
  if (!row) return null;
  const { isOn, channel, digestMs, problemCode, problemDetail, problemAt } = row;
  return {
    isOn,
    channel: channel === null ? null : noticeChannelSchema.parse(channel),
    digestMs,
    problem: problemCode === null || problemAt === null ? null : { code: problemCode, detail: problemDetail ?? "", since: problemAt },
  };
}

/** A new choice has no problem yet. */
export async function saveNoticeSettings(caller: Caller, { prisma }: Database, { isOn, channel, digestMs }: Omit<NoticeSettings, "problem">): Promise<void> {
  const { organizationId } = caller;
  const chosen = { isOn, channel: channel ?? Prisma.DbNull, digestMs, problemCode: null, problemDetail: null, problemAt: null };
  await prisma.$transaction(async (tx) => {
    await tx.noticeSettings.upsert({ where: { organizationId }, create: { organizationId, ...chosen }, update: chosen });
    await writeAuditEntry(tx, caller, { action: "notices.changed", subject: organizationId, detail: { is_on: isOn, channel, digest_ms: digestMs } });
  });
}

/** Why a notice could not go where it should, and since when; null when one did. */
export async function markNoticeProblem(organizationId: string, { prisma }: Database, problem: NoticeProblem | null): Promise<void> {
  const at = problem && ((await prisma.noticeSettings.findUnique({ where: { organizationId }, select: { problemAt: true } }))?.problemAt ?? new Date());
  await prisma.noticeSettings.updateMany({ where: { organizationId }, data: { problemCode: problem?.code ?? null, problemDetail: problem?.detail ?? null, problemAt: at } });
}

/** Who hears of failures where the chosen way is broken. */
export async function ownerAddresses(organizationId: string, { prisma }: Database): Promise<string[]> {
  const owners = await prisma.membership.findMany({ where: { organizationId, role: "owner" }, select: { user: { select: { email: true } } } });
  return owners.map(({ user }) => user.email);
}
