import { database } from "@/lib/db";
import { readViewer } from "@/lib/sessions/read-viewer";
import { finishInstall } from "@/lib/slack-oauth/finish-install";
import { portsOf } from "@/app/v1/route-parts";
import { noticePath, redirectTo } from "../redirects";

/** Where Slack sends the browser back to. Every end is a page of ours that says what came of it. */
export async function GET(request: Request): Promise<Response> {
  const db = database();
  const viewer = await readViewer(request.headers, db);
  // The state is of use to nobody but who began it: signed out meanwhile, one begins anew.
  if (!viewer) return redirectTo(`/sign-in?next=${encodeURIComponent(noticePath("/destinations", "signed_out"))}`);
  if (!viewer.canEdit) return redirectTo(noticePath("/destinations", "forbidden"));
  const end = await finishInstall(db, viewer, { url: request.url, cookie: request.headers.get("cookie") }, portsOf(db));
  return redirectTo(end.ok ? noticePath(end.returnTo, "connected", end.connectionId) : noticePath(end.returnTo, end.code), end.cookie);
}
