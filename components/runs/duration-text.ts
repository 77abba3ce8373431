/** `0.4 ms`, `83 ms`, `1.2 s`, `3m 04s`, `2h 05m`: three figures at most, as wide as they need be. */
export function durationText(ms: number): string {
  if (ms < 10) return `${Math.max(0, Math.round(ms * 10) / 10)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${pad(seconds % 60)}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}h ${pad(minutes % 60)}m`;
}

/** Between two ISO times; null while one is missing. */
export function durationBetween(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  return durationText(Date.parse(to) - Date.parse(from));
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
