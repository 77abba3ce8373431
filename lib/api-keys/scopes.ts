export const scopes = ["ingest", "read", "manage"] as const;

/** What a key may do: send events; read; change configuration and replay. None includes another. */
export type Scope = (typeof scopes)[number];

export function isScope(value: unknown): value is Scope {
  return scopes.some((scope) => scope === value);
}
