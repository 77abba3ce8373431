import { vi } from "vitest";

/** Until the end of the test file, for whatever reads the environment from now on. */
export function setEnvironment(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  Reflect.deleteProperty(globalThis, "ingestlayerEnv");
}
