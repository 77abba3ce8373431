import { postToAuth } from "./auth-request";

/** Resolves to null when the browser is signed in, else to the reason, in words. */
export async function signIn(email: string, password: string): Promise<string | null> {
  try {
    const { isOk, url } = await postToAuth("callback/credentials", { email, password });
    if (isOk && !url.searchParams.has("csrf")) return null;
    return url.searchParams.get("error") ?? unreadable;
  } catch {
    return "The server can't be reached. Check your connection.";
  }
}

const unreadable = "Signing in did not work. Reload the page and try again.";

/** Leaves the page for the provider's. */
export async function signInWith(provider: string, next: string): Promise<void> {
  const { url } = await postToAuth(`signin/${provider}`, { callbackUrl: next });
  location.assign(url);
}
