import { defineRoute } from "@/lib/http/define-route";
import { signOutEverywhere } from "@/lib/users/sign-out-everywhere";

/** Everywhere. */
export const POST = defineRoute({
  scope: "read",
  handler: ({ actor, db }) => signOutEverywhere(db, actor),
});
