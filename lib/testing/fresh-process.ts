import { afterAll, vi } from "vitest";

// Test files share a process, because importing everything anew took as long as the tests. What the file before left of
// its database, its engine and its reading of the environment is not this one's.
for (const name of Object.keys(globalThis)) {
  if (name.startsWith("ingestlayer")) Reflect.deleteProperty(globalThis, name);
}
afterAll(() => void vi.unstubAllEnvs());
