import { checkCredentials, checkCredentialsSchema } from "@/lib/connections/check-credentials";
import { connectionTestSchema } from "@/lib/connections/test-connection";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, portsOf } from "../../route-parts";

/** 200 either way: `ok` says whether the credentials work. Nothing is stored. */
export const POST = defineRoute({
  scope: "manage",
  body: checkCredentialsSchema,
  response: dataOf(connectionTestSchema),
  handler: async ({ body, db }) => ({ data: await checkCredentials(body, portsOf(db)) }),
});
