import { defineRoute } from "@/lib/http/define-route";
import { getSlackApp } from "@/lib/slack-oauth/get-slack-app";
import { removeSlackApp } from "@/lib/slack-oauth/remove-slack-app";
import { saveSlackApp, saveSlackAppSchema } from "@/lib/slack-oauth/save-slack-app";
import { slackAppResourceSchema } from "@/lib/slack-oauth/slack-app-resource";
import { callerOf, dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(slackAppResourceSchema),
  handler: async ({ actor, db }) => ({ data: await getSlackApp(db, actor.organizationId) }),
});

export const PUT = defineRoute({
  scope: "manage",
  body: saveSlackAppSchema,
  response: dataOf(slackAppResourceSchema),
  handler: async ({ actor, body, db }) => ({ data: await saveSlackApp(db, callerOf(actor), body) }),
});

export const DELETE = defineRoute({
  scope: "manage",
  handler: ({ actor, db }) => removeSlackApp(db, callerOf(actor)),
});
