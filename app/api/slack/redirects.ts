/** A page with the notice of how the sign-in ended; `slack-notice` there has the words for the code. */
export function noticePath(returnTo: string, code: string, connectionId?: string): string {
  const page = connectionId !== undefined && returnTo === "/destinations" ? `/destinations/${connectionId}` : returnTo;
  const separator = page.includes("?") ? "&" : "?";
  return `${page}${separator}slack=${code}${connectionId === undefined ? "" : `&connection=${connectionId}`}`;
}

/** Relative to the address the browser knows; codes and states in the address it came from go no further. */
export function redirectTo(location: string, cookie = ""): Response {
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  if (cookie !== "") headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
