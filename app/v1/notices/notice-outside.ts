import { systemMail } from "@/lib/adapters/smtp/system-mail";
import type { Database } from "@/lib/db";
import { env } from "@/lib/env";
import type { NoticeOutside } from "@/lib/notices/notice-settings";
import { portsOf } from "../route-parts";

export function noticeOutside(db: Database): NoticeOutside {
  return { ports: portsOf(db), systemMail: systemMail(), publicUrl: env().publicUrl };
}
