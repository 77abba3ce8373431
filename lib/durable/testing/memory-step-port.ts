import type { Json, StepPort, TriggerEvent } from "../contract";
import { storedJson } from "../stored-json";

export type MemoryStepPort = StepPort & {
  /** What each finished step returned, read back through JSON as an engine would. */
  results: Map<string, Json>;
  /** Every event sent, in order. */
  sent: TriggerEvent[];
  /** Every wait asked for, in order; none is really waited for. */
  waits: { id: string; until: Date }[];
};

/** A StepPort that runs each step at once and remembers it, for tests of one uninterrupted pass. */
export function createMemoryStepPort(options: { now?: () => number } = {}): MemoryStepPort {
  const now = options.now ?? Date.now;
  const usedIds = new Set<string>();
  const results = new Map<string, Json>();
  const sent: TriggerEvent[] = [];
  const waits: MemoryStepPort["waits"] = [];

  const claimId = (id: string) => {
    if (usedIds.has(id)) throw new Error(`step id "${id}" is used twice in one function: ids must be unique`);
    usedIds.add(id);
  };

  return {
    results,
    sent,
    waits,
    async run(id, fn) {
      claimId(id);
      const value = await fn();
      results.set(id, JSON.parse(storedJson(value, `what step "${id}" returned`)));
      return value;
    },
    async sleep(id, durationMs) {
      claimId(id);
      waits.push({ id, until: new Date(now() + durationMs) });
    },
    async sleepUntil(id, until) {
      claimId(id);
      waits.push({ id, until });
    },
    async sendEvent(id, events) {
      claimId(id);
      sent.push(...events);
    },
  };
}
