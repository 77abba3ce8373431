import type { Route } from "next";

/** Where to go after signing in: a path of this site, whatever the address bar was made to say. */
export function localPath(next: string | null | undefined, fallback: Route = "/"): Route {
  // Browsers read `//host` and `/\host` as other sites.
  if (!next?.startsWith("/") || !URL.canParse(next, base)) return fallback;
  const url = new URL(next, base);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === base && isRoute(path) ? path : fallback;
}

const base = "http://local";

/** A page that does not exist says so itself. A path may still begin with two slashes, as that of `/.//host`. */
function isRoute(path: string): path is Route {
  return !path.startsWith("//");
}
