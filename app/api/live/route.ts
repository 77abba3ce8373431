import { readViewer } from "@/app/session";
import { unauthenticated } from "@/lib/http/authenticate";
import { errorResponse } from "@/lib/http/error-response";
import { requestIdOf } from "@/lib/http/request-id";
import { changeStream } from "@/lib/live/change-stream";
import { liveFeed } from "@/lib/live/live-feed";

export const dynamic = "force-dynamic";

/** Tells a signed-in browser which of its lists are stale; what changed it asks of `/v1`. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await readViewer();
  if (!viewer) {
    const { status, headers, body } = errorResponse(unauthenticated(), requestIdOf(request.headers.get("x-request-id")));
    return new Response(body, { status, headers });
  }
  return new Response(changeStream(liveFeed(), viewer.organizationId, request.signal), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // `no-transform`: compression would hold the events back until there are enough of them.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
