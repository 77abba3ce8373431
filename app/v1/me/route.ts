import { defineRoute } from "@/lib/http/define-route";
import { getMe } from "@/lib/users/get-me";
import { meResourceSchema } from "@/lib/users/me-resource";
import { updateMe, updateMeSchema } from "@/lib/users/update-me";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(meResourceSchema),
  handler: async ({ actor, db }) => ({ data: await getMe(db, actor) }),
});

/** A viewer, too, has a name and a choice of organizations. */
export const PATCH = defineRoute({
  scope: "read",
  body: updateMeSchema,
  handler: ({ actor, body, db }) => updateMe(db, actor, body),
});
