import { UserError } from "@/lib/errors";
import { parseJsonText } from "@/lib/http/parse-json-text";
import { assertJsonContentType, bodyTooLarge } from "@/lib/http/read-json-body";
import type { Gate } from "../gate";
import { keepRefusal, type Sender } from "../take-events";
import { headerOf, hotPathBodyBytesMax, type HotPathRequest } from "./hot-path";

/** What is wrong with the call as a whole is refused, and kept, as one rejection of its sender. */
export function refuseCall<T>(sender: Pick<Sender, "organizationId" | "sourceId">, gate: Gate, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) {
      const path = error.details?.[0]?.path;
      keepRefusal({ code: error.code, message: error.message, ...(path !== undefined && { path }) }, { sender, entry: undefined }, gate);
    }
    throw error;
  }
}

/** A plain body as JSON. `mayHoldEscapes`: see `findJsonFault`. Throws UserError. */
export function readJsonCall(request: HotPathRequest): { body: unknown; mayHoldEscapes: boolean } {
  assertJsonContentType(headerOf(request, "content-type"));
  return { body: parseJsonText(request.body), mayHoldEscapes: request.body.includes("\\u") };
}

/** Not too long, and not compressed. Throws UserError. */
export function assertPlainBody(request: HotPathRequest): void {
  if (request.body.length > hotPathBodyBytesMax) throw bodyTooLarge(hotPathBodyBytesMax);
  const encoding = headerOf(request, "content-encoding");
  if (encoding && encoding !== "identity") throw new UserError("unsupported_media_type", "Content-Encoding: expected none");
}
