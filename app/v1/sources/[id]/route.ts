import { defineRoute } from "@/lib/http/define-route";
import { deleteSource } from "@/lib/sources/delete-source";
import { describeSource } from "@/lib/sources/describe-sources";
import { getSource } from "@/lib/sources/get-source";
import { sourceChangeSchema } from "@/lib/sources/source-input";
import { sourceResourceSchema } from "@/lib/sources/source-resource";
import { updateSource } from "@/lib/sources/update-source";
import { callerOf, dataOf, idParams } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(sourceResourceSchema),
  handler: async ({ actor, params, db }) => ({ data: await describeSource(db, actor.organizationId, await getSource(actor.organizationId, params.id, db)) }),
});

export const PUT = defineRoute({
  scope: "manage",
  params: idParams,
  body: sourceChangeSchema,
  response: dataOf(sourceResourceSchema),
  handler: async ({ actor, params, body, db }) => {
    const { id } = await getSource(actor.organizationId, params.id, db);
    return { data: await describeSource(db, actor.organizationId, await updateSource(callerOf(actor), id, body, db)) };
  },
});

export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  handler: ({ actor, params, db }) => deleteSource(callerOf(actor), params.id, db),
});
