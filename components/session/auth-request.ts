/** Posts to next-auth, which answers the JSON we ask for with the place it would have redirected to. */
export async function postToAuth(action: string, fields: Record<string, string> = {}): Promise<{ isOk: boolean; url: URL }> {
  const csrf: { csrfToken: string } = await (await fetch("/api/auth/csrf")).json();
  const body = new URLSearchParams({ ...fields, csrfToken: csrf.csrfToken, json: "true" });
  const response = await fetch(`/api/auth/${action}`, { method: "POST", body });
  const answer: { url?: string } = await response.json();
  return { isOk: response.ok, url: new URL(answer.url ?? "/sign-in", location.origin) };
}
