import type { Database } from "@/lib/db";
import { isRole, type Role } from "@/lib/organizations/role";
import { readSession } from "./session-cookie";
import { findViewer } from "./store";

/** The signed-in user in the organization they look at. */
export type Viewer = {
  userId: string;
  email: string;
  name: string | null;
  organizationId: string;
  organizationName: string;
  role: Role;
  canEdit: boolean;
  isOwner: boolean;
};

/** Asked of the database each time, so that a changed role, a removal and an ended session count from the next request on. */
export async function readViewer(headers: Headers, db: Database): Promise<Viewer | null> {
  const session = readSession(headers);
  const found = session && (await findViewer(session, db));
  if (!found || !isRole(found.role)) return null;
  const { role } = found;
  return { ...found, role, canEdit: role !== "viewer", isOwner: role === "owner" };
}
