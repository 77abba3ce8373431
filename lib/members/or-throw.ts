import { UserError } from "@/lib/errors";
import type { MemberChange, MemberRow } from "./store";

/** The member as they were before the change; throws UserError when it could not be. */
export function orThrow(change: MemberChange): MemberRow {
  if (change === "not_found") throw new UserError("not_found", "There is no such member");
  if (change === "last_owner") throw new UserError("forbidden", "This is the only owner: make another member an owner first");
  return change;
}
