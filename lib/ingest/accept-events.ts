import type { Pool } from "pg";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { UpstreamError, type Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { admitEvents } from "./admit-events";
import { isToStore, mergeVerdicts } from "./judged-event";
import { limitsOf, takeWithinLimits } from "./take-within-limits";
import { isRefusal, type EventRefusal, type IncomingEvent } from "./parse-event";
import type { LimitedBy, RateLimiter } from "./rate-limiter";
import type { ActivePipeline, RoutedSource, Routing } from "./routing";
import type { RoutingCache } from "./routing-cache";
import { storeAndStart, type RunStarter } from "./start-runs";
import { duplicateKey, type StoredCall, type StoredEvent, type StoreResult } from "./store";

/** Events of one call: stored in one statement, in this order. */
export type EventCall = {
  organizationId: string;
  sourceId: string;
  events: IncomingEvent[];
  /** Beside the source's own limit. */
  limitedBy?: LimitedBy | null;
  /** A person wants them whatever schemas, limits and a pause say. */
  isForced?: boolean;
  /** The one pipeline they start, instead of all that match. */
  pipelineId?: string | undefined;
};

export type AcceptedEvent = {
  id: string;
  duplicate: boolean;
  /** Where it does not fit a schema that only warns. */
  problems?: Problem[];
};

/** One for each event of the call. `unknown`: the organization or the source is gone. */
export type CallVerdict =
  | { kind: "judged"; events: (AcceptedEvent | EventRefusal)[] }
  | { kind: "paused" }
  | { kind: "unknown" }
  /** The pipeline it names takes no events now. */
  | { kind: "inactive" };

export type EventAcceptor = {
  /** Resolves after the commit that holds the events, their runs and their jobs. Rejects if nothing was stored. */
  accept(call: EventCall): Promise<CallVerdict>;
  /** Resolves when nothing is in progress and what was accepted has started. */
  settled(): Promise<void>;
};

/** Statements in progress at once; the gate's pool has as many connections. */
export const concurrentFlushes = 2;
const eventsAFlushMax = 500;
/** Payload bytes that count as one event towards the flush's size: bounds a statement to about 8 MiB. */
const bytesAnEvent = 16 * 1024;
/** Beyond this the database does not keep up, and callers are asked to come again rather than held in memory. */
const pendingBytesMax = 128 * 1024 * 1024;
/** Of one call, each after a reload: the routing would have to change between every load and its use. */
const staleTriesMax = 50;

type PendingCall = { call: EventCall; ids: string[]; routing: Routing; source: RoutedSource; bytes: number };
type FlushedCall = { kind: "judged"; events: AcceptedEvent[] } | "stale";

export type AcceptorDependencies = RunStarter & {
  pool: Pool;
  routings: RoutingCache;
  limiter: RateLimiter;
};

/** Concurrent calls share a statement and its commit: the commit in progress is the window in which others gather. */
export function createEventAcceptor(deps: AcceptorDependencies): EventAcceptor {
  const { routings } = deps;
  let pendingBytes = 0;
  const writer = createBatchWriter<PendingCall, FlushedCall>({
    concurrentFlushes,
    itemsMax: eventsAFlushMax,
    weightOf: ({ call, bytes }) => Math.max(call.events.length, bytes / bytesAnEvent),
    flush: (calls) => flush(calls, deps),
  });

  async function acceptOnce(call: EventCall, ids: string[], routing: Routing, bytes: number): Promise<CallVerdict | "stale"> {
    const source = routing.sources.get(call.sourceId);
    // The cached answer may be old: whoever is refused is refused by what the database says now.
    if (!source || !(source.isActive || call.isForced)) {
      const current = await routings.reload(call.organizationId, routing);
      if (current && current.revision !== routing.revision) return "stale";
      return { kind: current?.sources.has(call.sourceId) ? "paused" : "unknown" };
    }
    if (call.pipelineId !== undefined && !routing.pipeline(call.pipelineId)) {
      return (await routings.isCurrent(call.organizationId, routing)) ? { kind: "inactive" } : "stale";
    }
    const limits = limitsOf(call, source);
    if (routing.declarations.size === 0 && limits.length === 0) return writer.write({ call, ids, routing, source, bytes });
    const judged = admitEvents(call.events, routing, call.isForced);
    const taken = limits.length === 0 ? judged : await takeWithinLimits(judged, call.sourceId, limits, deps);
    // As above: the database confirms what refuses them. What it accepts, the accept statement confirms itself.
    if (taken.some(isRefusal) && !(await routings.isCurrent(call.organizationId, routing))) {
      deps.limiter.giveBack(limits, taken.filter(isToStore).length);
      return "stale";
    }
    const kept = { ...call, events: taken.filter(isToStore) };
    const keptIds = ids.filter((_, place) => taken[place] && isToStore(taken[place]));
    let unused = kept.events.length;
    try {
      const stored = kept.events.length === 0 ? noEvents : await writer.write({ call: kept, ids: keptIds, routing, source, bytes });
      if (stored === "stale") return "stale";
      unused = stored.events.filter(({ duplicate }) => duplicate).length;
      return { kind: "judged", events: mergeVerdicts(taken, stored.events) };
    } finally {
      deps.limiter.giveBack(limits, unused);
    }
  }

  return {
    async accept(call) {
      let bytes = 0;
      for (const event of call.events) bytes += event.payloadJson.length;
      if (pendingBytes + bytes > pendingBytesMax) throw new UpstreamError("the database does not keep up with the events", 1000);
      pendingBytes += bytes;
      try {
        const ids = call.events.map(() => newId("event"));
        const found = routings.get(call.organizationId);
        let routing = found instanceof Promise ? await found : found;
        for (let tries = 0; routing && tries < staleTriesMax; tries++) {
          const verdict = await acceptOnce(call, ids, routing, bytes);
          if (verdict !== "stale") return verdict;
          routing = await routings.reload(call.organizationId, routing);
        }
        if (!routing) return { kind: "unknown" };
        throw new UpstreamError("the pipelines change too often to match events to them", 1000);
      } finally {
        pendingBytes -= bytes;
      }
    },
    async settled() {
      await writer.settled();
      // What the last statement stored starts a turn later: see storeAndStart.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

async function flush(pending: PendingCall[], deps: AcceptorDependencies): Promise<FlushedCall[]> {
  const revisions = newestRevisions(pending);
  const firstOfKey = new Map<string, string>();
  const stored: StoredCall[] = [];
  for (const item of pending) {
    if (item.routing.revision !== revisions.get(item.call.organizationId)) continue;
    const storedCall = toStoredCall(item, firstOfKey);
    if (storedCall.events.length > 0) stored.push(storedCall);
  }
  const result = await storeAndStart(stored, deps.pool, deps);
  for (const organizationId of result.freshOrganizations) announceChange(organizationId, "events");
  return pending.map((item) => {
    const isCurrent = item.routing.revision === revisions.get(item.call.organizationId);
    return isCurrent && result.freshOrganizations.has(item.call.organizationId) ? { kind: "judged", events: verdictsOf(item, firstOfKey, result) } : "stale";
  });
}

/** A flush expects one revision an organization; calls matched on an older one can't be stored any more. */
function newestRevisions(pending: PendingCall[]): Map<string, number> {
  const revisions = new Map<string, number>();
  for (const { call, routing } of pending) {
    const known = revisions.get(call.organizationId);
    if (known === undefined || known < routing.revision) revisions.set(call.organizationId, routing.revision);
  }
  return revisions;
}

/** Without the events whose key an earlier one of this flush has: one statement can't write a row twice. */
function toStoredCall({ call, ids, routing, source }: PendingCall, firstOfKey: Map<string, string>): StoredCall {
  const { organizationId, sourceId, pipelineId } = call;
  const only = pipelineId === undefined ? undefined : [routing.pipeline(pipelineId)].filter((one) => one !== undefined);
  const events: StoredEvent[] = [];
  for (let index = 0; index < call.events.length; index++) {
    const event = call.events[index];
    const id = ids[index];
    if (!event || !id) continue;
    if (event.idempotencyKey !== null) {
      const key = duplicateKey(sourceId, event.idempotencyKey);
      if (firstOfKey.has(key)) continue;
      firstOfKey.set(key, id);
    }
    events.push({ id, event, runs: runsOf(only ?? routing.match(sourceId, event.type)) });
  }
  return { organizationId, source, revision: routing.revision, events };
}

const noEvents: FlushedCall = { kind: "judged", events: [] };
const noRuns: StoredEvent["runs"] = [];

function runsOf(pipelines: readonly ActivePipeline[]): StoredEvent["runs"] {
  if (pipelines.length === 0) return noRuns;
  return pipelines.map(({ pipelineId, versionId, sendable }) => ({ id: newId("run"), pipelineId, versionId, sendable, start: "queued" }));
}

function verdictsOf({ call, ids }: PendingCall, firstOfKey: Map<string, string>, { duplicates }: StoreResult): AcceptedEvent[] {
  return ids.map((ownId, index) => {
    const idempotencyKey = call.events[index]?.idempotencyKey ?? null;
    if (idempotencyKey === null) return { id: ownId, duplicate: false };
    const key = duplicateKey(call.sourceId, idempotencyKey);
    const id = duplicates.get(key) ?? firstOfKey.get(key) ?? ownId;
    return { id, duplicate: id !== ownId };
  });
}
