import { database } from "@/lib/db";
import { readViewer } from "@/lib/sessions/read-viewer";
import { beginInstall, installQuerySchema } from "@/lib/slack-oauth/begin-install";
import { portsOf } from "@/app/v1/route-parts";
import { noticePath, redirectTo } from "../redirects";

/** Sends a signed-in editor to Slack: `?connection=con_…` mends one, `?sandbox=1` signs in to the built-in workspace. */
export async function GET(request: Request): Promise<Response> {
  const db = database();
  const { pathname, search, searchParams } = new URL(request.url);
  const viewer = await readViewer(request.headers, db);
  if (!viewer) return redirectTo(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  const query = installQuerySchema.safeParse(Object.fromEntries(searchParams));
  const returnTo = query.data?.return_to ?? "/destinations";
  if (!viewer.canEdit) return redirectTo(noticePath(returnTo, "forbidden"));
  if (!query.success) return redirectTo(noticePath(returnTo, "invalid_request"));
  const begun = await beginInstall(db, viewer, query.data, portsOf(db));
  return begun.ok ? redirectTo(begun.location, begun.cookie) : redirectTo(noticePath(returnTo, begun.code));
}
