import { isSecureRequest } from "@/lib/http/request-origin";
import { openSession, type Session } from "./session-token";

/** A browser keeps and sends a cookie of the first name over https alone. */
export function sessionCookieName(isSecure: boolean): string {
  return isSecure ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Whose browser asks, as far as the cookie alone can tell. */
export function readSession(headers: Headers): Session | null {
  const token = readCookie(headers.get("cookie") ?? "", sessionCookieName(isSecureRequest(headers)));
  return token ? openSession(token) : null;
}

function readCookie(cookies: string, name: string): string | undefined {
  for (const pair of cookies.split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name) return value;
  }
  return undefined;
}
