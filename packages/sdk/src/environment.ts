/** A variable of the process; undefined in browsers, and in Deno without the permission to read it. */
export function environment(name: string): string | undefined {
  try {
    return globalThis.process?.env[name];
  } catch {
    return undefined;
  }
}
