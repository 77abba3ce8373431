import { attentionSchema } from "@/lib/attention/attention-resource";
import { readAttention } from "@/lib/attention/read-attention";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(attentionSchema),
  handler: async ({ actor, db }) => ({ data: await readAttention(db, actor.organizationId) }),
});
