import type { Route } from "next";

/** Loads a whole new page: nothing of the session before may be left in memory. */
export function leaveFor(path: Route): void {
  location.assign(new URL(path, location.origin));
}
