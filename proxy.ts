import { NextResponse, type NextRequest } from "next/server";
import { requestOrigin } from "@/lib/http/request-origin";
import { pagePathHeader } from "@/lib/http/page-path-header";
import { readSession } from "@/lib/sessions/session-cookie";

/**
 * Sends who has no session to the sign-in. Whether it still counts, and for what, the page asks of the database: it is
 * told its own address, so that it can lead back here when it does not.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (readSession(request.headers)) {
    const headers = new Headers(request.headers);
    headers.set(pagePathHeader, `${pathname}${search}`);
    return NextResponse.next({ request: { headers } });
  }
  const signIn = new URL("/sign-in", requestOrigin(request.headers));
  if (pathname !== "/") signIn.searchParams.set("next", `${pathname}${search}`);
  return NextResponse.redirect(signIn);
}

export const config = {
  // Every page but those for strangers; what answers machines guards itself.
  matcher: ["/((?!api/|v1/|whk/|healthz|readyz|metrics|sandbox/slack/api/|sandbox/slack/oauth/|sign-in|setup|invite/|recipes|docs/|mcp$|_next/|.*\\.[a-z0-9]+$).*)"],
};
