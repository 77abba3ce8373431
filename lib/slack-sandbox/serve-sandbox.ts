import { processSandbox } from "./process-sandbox";

const bodyBytesMax = 4 * 1024 * 1024;

/** A request of the app's mount, handed to the sandbox; `path` is what stands below the mount. */
export async function serveSandbox(request: Request, path: string): Promise<Response> {
  const workspace = await processSandbox();
  if (!workspace) return new Response("The Slack sandbox is switched off (SLACK_SANDBOX).\n", { status: 404 });
  const body = await readBody(request);
  if (body === null) return new Response("The request is too large.\n", { status: 413 });
  const reply = await workspace.sandbox.handle({
    method: request.method,
    path,
    query: new URL(request.url).searchParams,
    headers: Object.fromEntries(request.headers),
    body,
  });
  // Only planned faults hang or drop, and the app plans none.
  if (reply.kind !== "response") return new Response(null, { status: 504 });
  return new Response(reply.body, { status: reply.status, headers: reply.headers });
}

async function readBody(request: Request): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    bytes += value.byteLength;
    if (bytes > bodyBytesMax) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
