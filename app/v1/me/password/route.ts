import { defineRoute } from "@/lib/http/define-route";
import { changePassword, changePasswordSchema } from "@/lib/users/change-password";

export const POST = defineRoute({
  scope: "read",
  body: changePasswordSchema,
  handler: ({ actor, body, network, db }) => changePassword(db, actor, body, network),
});
