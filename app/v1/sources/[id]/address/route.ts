import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { readSourceAddress } from "@/lib/sources/read-source-address";
import { dataOf, idParams } from "../../../route-parts";

/** Where a webhook source is called. Who has it may send, as far as the source's secret lets them: hence `manage`. */
export const GET = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(z.object({ url: z.string(), previous_secret_until: z.string().nullable() })),
  handler: async ({ actor, params, origin, db }) => ({ data: await readSourceAddress(actor.organizationId, params.id, origin, db) }),
});
