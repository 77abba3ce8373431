import { UserError } from "@/lib/errors";
import { readBody } from "@/lib/http/read-json-body";
import { handleHotPath } from "./handle-hot-path";
import { hotPathBodyBytesMax } from "./hot-path";

/** The hot paths as a Web route handler: the same answers as on the bare server. */
export async function handleInNext(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const answer = await handleHotPath({
    method: request.method,
    path: pathname + search,
    headers: Object.fromEntries(request.headers),
    body: await readBounded(request),
  });
  if (!answer) return new Response(null, { status: 404 });
  return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers: answer.headers });
}

/** A longer body is refused by its length, after authentication: one byte too many says enough. */
async function readBounded(request: Request): Promise<Buffer> {
  try {
    return await readBody(request, hotPathBodyBytesMax);
  } catch (error) {
    if (error instanceof UserError) return Buffer.alloc(hotPathBodyBytesMax + 1);
    throw error;
  }
}
