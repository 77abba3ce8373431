import { defineRoute } from "@/lib/http/define-route";
import { webhookUrl } from "@/lib/sources/read-source-address";
import { rotateSource } from "@/lib/sources/rotate-source";
import { sourceRotationSchema } from "@/lib/sources/source-input";
import { webhookAccessSchema } from "@/lib/sources/source-resource";
import { callerOf, dataOf, idParams } from "../../../route-parts";

/** Of a webhook source: a new secret or a new address. The answer is the only place where the secret is shown. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  body: sourceRotationSchema,
  response: dataOf(webhookAccessSchema),
  handler: async ({ actor, params, body, origin, db }) => {
    const { token, secret } = await rotateSource(callerOf(actor), params.id, body, db);
    return { data: { url: webhookUrl(origin, token), secret } };
  },
});
