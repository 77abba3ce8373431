"use client";

import { useSyncExternalStore } from "react";
import { themeCookie, themeOf, type Theme } from "./theme-cookie";

const listeners = new Set<() => void>();

export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme, () => "system"), setTheme];
}

export function setTheme(theme: Theme): void {
  document.cookie = themeCookie(theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** Light or dark, whatever the theme is: what is to be seen right now. */
export function isDarkNow(): boolean {
  const theme = readTheme();
  return theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
}

function readTheme(): Theme {
  return themeOf(document.documentElement.dataset.theme);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
