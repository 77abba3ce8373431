import { defineRoute } from "@/lib/http/define-route";
import { noticesSchema, saveNoticesSchema } from "@/lib/notices/notice-resource";
import { getNotices, saveNotices } from "@/lib/notices/notice-settings";
import { callerOf, dataOf } from "../route-parts";
import { noticeOutside } from "./notice-outside";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(noticesSchema),
  handler: async ({ actor, db }) => ({ data: await getNotices(db, actor.organizationId, noticeOutside(db)) }),
});

export const PUT = defineRoute({
  scope: "manage",
  body: saveNoticesSchema,
  response: dataOf(noticesSchema),
  handler: async ({ actor, body, db }) => ({ data: await saveNotices(db, callerOf(actor), body, noticeOutside(db)) }),
});
