export const railCookieName = "rail";

const yearSeconds = 365 * 24 * 3600;

export function isRailCollapsed(cookie: string | undefined): boolean {
  return cookie === "collapsed";
}

/** As for `document.cookie`: the server draws the rail as it was left. */
export function railCookie(isCollapsed: boolean): string {
  return `${railCookieName}=${isCollapsed ? "collapsed" : "open"}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
