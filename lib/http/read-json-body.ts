import { UserError } from "@/lib/errors";
import { parseJsonText } from "./parse-json-text";

/** The request's JSON, read no further than `bytesMax`; undefined for an empty body where `mayBeEmpty`. Throws UserError. */
export async function readJsonBody(request: Request, bytesMax: number, { mayBeEmpty = false } = {}): Promise<unknown> {
  assertJsonContentType(request.headers.get("content-type"));
  const body = await readBody(request, bytesMax);
  return mayBeEmpty && body.byteLength === 0 ? undefined : parseJsonText(body);
}

/** Without a content type the body is taken as JSON, the only thing this API reads. */
export function assertJsonContentType(contentType: string | null | undefined): void {
  if (!contentType || contentType === "application/json") return;
  const [type = "", ...parameters] = contentType.toLowerCase().split(";").map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length).replaceAll('"', "");
  if (type !== "application/json" || (charset !== undefined && charset !== "utf-8" && charset !== "utf8")) {
    throw new UserError("unsupported_media_type", "Content-Type: expected application/json in UTF-8");
  }
}

/** Throws `body_too_large` as soon as more than `bytesMax` is announced or arrives. */
export async function readBody(request: Request, bytesMax: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw bodyTooLarge(bytesMax);
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let part = await nextPart(reader); !part.done; part = await nextPart(reader)) {
    bytes += part.value.byteLength;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw bodyTooLarge(bytesMax);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** A caller that hangs up half-way is no failure of ours. */
function nextPart(reader: ReadableStreamDefaultReader<Uint8Array>) {
  return reader.read().catch(() => {
    throw new UserError("invalid_request", "The connection closed before the whole body had come");
  });
}

export function bodyTooLarge(bytesMax: number): UserError {
  return new UserError("body_too_large", `The body is too large: expected at most ${bytesMax} bytes`);
}
