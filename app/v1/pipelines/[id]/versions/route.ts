import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { listVersions } from "@/lib/pipelines/list-versions";
import { versionResourceSchema } from "@/lib/pipelines/pipeline-resource";
import { idParams } from "../../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  query: z.strictObject(pageQuery),
  response: pageSchema(versionResourceSchema),
  handler: ({ actor, params, query, db }) => listVersions(db, actor.organizationId, params.id, query),
});
