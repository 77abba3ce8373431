import { defineRoute } from "@/lib/http/define-route";
import { testNoticeResultSchema, testNoticeSchema } from "@/lib/notices/notice-resource";
import { sendTestNotice } from "@/lib/notices/notice-settings";
import { dataOf } from "../../route-parts";
import { noticeOutside } from "../notice-outside";

/** 200 either way: `ok` says whether it arrived. */
export const POST = defineRoute({
  scope: "manage",
  body: testNoticeSchema,
  response: dataOf(testNoticeResultSchema),
  handler: async ({ actor, body, db }) => ({ data: await sendTestNotice(db, actor.organizationId, body.channel, noticeOutside(db)) }),
});
