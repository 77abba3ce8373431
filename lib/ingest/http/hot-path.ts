import type { PlainResponse } from "@/lib/http/error-response";
import type { Gate } from "../gate";

/** A request as plain data, so that a bare server and Next's routes can both make one. */
export type HotPathRequest = {
  method: string;
  /** May carry a query. */
  path: string;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** Read no further than one byte beyond `hotPathBodyBytesMax`: a longer one is refused by its length. */
  body: Buffer;
  remoteAddress?: string;
};

export type HotPathContext = { gate: Gate; requestId: string };

/** One way in. Throws UserError. */
export type HotPath = {
  methods: readonly string[];
  handle(request: HotPathRequest, context: HotPathContext): Promise<PlainResponse>;
};

export const hotPathBodyBytesMax = 1024 * 1024;

export function headerOf(request: HotPathRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A path's token or id. */
export function lastSegment({ path }: HotPathRequest): string {
  const query = path.indexOf("?");
  const name = query < 0 ? path : path.slice(0, query);
  return name.slice(name.lastIndexOf("/") + 1);
}
