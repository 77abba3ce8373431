import { defineRoute } from "@/lib/http/define-route";
import { getNotionApp } from "@/lib/notion-oauth/notion-app";
import { notionAppResourceSchema } from "@/lib/notion-oauth/notion-app-resource";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(notionAppResourceSchema),
  handler: () => ({ data: getNotionApp() }),
});
