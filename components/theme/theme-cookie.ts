export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

export const themeCookieName = "theme";

export function themeOf(cookie: string | undefined): Theme {
  return themes.find((theme) => theme === cookie) ?? "system";
}

const yearSeconds = 365 * 24 * 3600;

/** As for `document.cookie`: the server reads it and draws the page in its theme from the first byte on. */
export function themeCookie(theme: Theme): string {
  return `${themeCookieName}=${theme}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
