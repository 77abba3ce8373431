import type { Ports } from "@/lib/ports/ports";

/** What a test takes the place of, so that it leaves no trace: it takes no real event's place in a window. */
export const testPorts: Pick<Ports, "windows"> = {
  windows: { take: async () => ({ kind: "taken", atMs: 0 }) },
};
