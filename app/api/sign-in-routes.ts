import type { z } from "zod";
import { database, type Database } from "@/lib/db";
import type { Ports } from "@/lib/ports/ports";
import type { Installer } from "@/lib/oauth-sign-in/states";
import { readViewer } from "@/lib/sessions/read-viewer";
import { portsOf } from "@/app/v1/route-parts";

/** Also the name of the parameter under which pages of ours are told how it ended. */
type Vendor = "slack" | "notion";

type Begun = { ok: true; location: string; cookie?: string } | { ok: false; code: string };
type Ended = { returnTo: string; cookie?: string } & ({ ok: true; connectionId: string } | { ok: false; code: string });

/** Sends a signed-in editor to the vendor: `?connection=con_…` mends one. */
export function installRoute<Query extends { return_to?: string | undefined }>(
  vendor: Vendor,
  schema: z.ZodType<Query>,
  begin: (db: Database, installer: Installer, query: Query, ports: Ports) => Promise<Begun>,
) {
  return async (request: Request): Promise<Response> => {
    const db = database();
    const { pathname, search, searchParams } = new URL(request.url);
    const viewer = await readViewer(request.headers, db);
    if (!viewer) return redirectTo(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
    const query = schema.safeParse(Object.fromEntries(searchParams));
    const returnTo = query.data?.return_to ?? "/destinations";
    if (!viewer.canEdit) return redirectTo(noticePath(vendor, returnTo, "forbidden"));
    if (!query.success) return redirectTo(noticePath(vendor, returnTo, "invalid_request"));
    const begun = await begin(db, viewer, query.data, portsOf(db));
    return begun.ok ? redirectTo(begun.location, begun.cookie) : redirectTo(noticePath(vendor, returnTo, begun.code));
  };
}

/** Where the vendor sends the browser back to. Every end is a page of ours that says what came of it. */
export function answerRoute(vendor: Vendor, finish: (db: Database, installer: Installer, callback: { url: string; cookie: string | null }, ports: Ports) => Promise<Ended>) {
  return async (request: Request): Promise<Response> => {
    const db = database();
    const viewer = await readViewer(request.headers, db);
    // The state is of use to nobody but who began it: signed out meanwhile, one begins anew.
    if (!viewer) return redirectTo(`/sign-in?next=${encodeURIComponent(noticePath(vendor, "/destinations", "signed_out"))}`);
    if (!viewer.canEdit) return redirectTo(noticePath(vendor, "/destinations", "forbidden"));
    const end = await finish(db, viewer, { url: request.url, cookie: request.headers.get("cookie") }, portsOf(db));
    return redirectTo(end.ok ? noticePath(vendor, end.returnTo, "connected", end.connectionId) : noticePath(vendor, end.returnTo, end.code), end.cookie);
  };
}

/** A page with the notice of how the sign-in ended; `sign-in-notice` there has the words for the code. */
function noticePath(vendor: Vendor, returnTo: string, code: string, connectionId?: string): string {
  const page = connectionId !== undefined && returnTo === "/destinations" ? `/destinations/${connectionId}` : returnTo;
  const separator = page.includes("?") ? "&" : "?";
  return `${page}${separator}${vendor}=${code}${connectionId === undefined ? "" : `&connection=${connectionId}`}`;
}

/** Relative to the address the browser knows; codes and states in the address it came from go no further. */
function redirectTo(location: string, cookie = ""): Response {
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  if (cookie !== "") headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
