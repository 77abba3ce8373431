import { apiErrorFrom } from "./api-error";

type QueryValue = string | number | boolean | null | undefined;
export type QueryParams = Record<string, QueryValue | readonly string[]>;

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

type ReadOptions = { signal?: AbortSignal };

/** Reads `/v1` as the signed-in user. Throws ApiError. */
export async function apiGet<T>(path: string, params: QueryParams = {}, { signal }: ReadOptions = {}): Promise<T> {
  return request<T>(path + searchOf(params), { method: "GET", ...(signal && { signal }) });
}

/** Changes something. Resolves to undefined where the answer has no body. Throws ApiError. */
export async function apiSend<T = undefined>(method: Method, path: string, body?: unknown): Promise<T> {
  return request<T>(path, body === undefined ? { method } : { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, { credentials: "same-origin", ...init }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw apiErrorFrom(0, undefined, null);
  });
  // `json()` is of any type: both ends share the resource's schema, and this is where its answer gets it.
  const body = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) {
    if (response.status === 401) signIn();
    throw apiErrorFrom(response.status, body, response.headers.get("x-request-id"));
  }
  return body;
}

/** The session ended: nothing on this page works any more. */
function signIn(): void {
  if (location.pathname.startsWith("/sign-in")) return;
  const { origin, pathname, search } = location;
  location.assign(new URL(`/sign-in?next=${encodeURIComponent(pathname + search)}`, origin));
}

/** Leaves out what is empty; a list repeats its name. */
export function searchOf(params: QueryParams): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null || value === "") continue;
    for (const single of typeof value === "object" ? value : [value]) search.append(name, String(single));
  }
  return search.size > 0 ? `?${search}` : "";
}
