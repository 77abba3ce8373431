import type { Change } from "./change-text";
import type { LiveTopic } from "./topics";

export type ChangeAnnouncer = {
  /** Cheap enough for the hot path: an entry in a set. */
  announce(organizationId: string, topic: LiveTopic): void;
  stop(): void;
};

export type ChangeAnnouncerDeps = {
  /** Its failures are lost: whoever watches looks again when the connection is back. */
  send: (changes: Change[]) => Promise<unknown>;
  schedule: (run: () => void, delayMs: number) => () => void;
  nowMs: () => number;
};

/** One statement a process in this time, however much happens: NOTIFY takes a lock that serialises commits. */
const sendEveryMs = 250;
/** What changes together is told together, and still while somebody watches. */
const gatherMs = 20;

/** Gathers what changed and sends it at most every 250 ms; after a quiet time almost at once. */
export function createChangeAnnouncer({ send, schedule, nowMs }: ChangeAnnouncerDeps): ChangeAnnouncer {
  const pending = new Map<string, Set<LiveTopic>>();
  let cancel: (() => void) | undefined;
  let isSending = false;
  let sentAtMs = -sendEveryMs;

  function arm(): void {
    if (cancel || isSending || pending.size === 0) return;
    cancel = schedule(flush, Math.max(gatherMs, sentAtMs + sendEveryMs - nowMs()));
  }

  function flush(): void {
    cancel = undefined;
    sentAtMs = nowMs();
    const changes = [...pending].map(([organizationId, topics]) => ({ organizationId, topics: [...topics] }));
    pending.clear();
    isSending = true;
    const done = () => {
      isSending = false;
      arm();
    };
    send(changes).then(done, done);
  }

  return {
    announce(organizationId, topic) {
      const topics = pending.get(organizationId);
      if (topics) topics.add(topic);
      else pending.set(organizationId, new Set([topic]));
      arm();
    },
    stop() {
      cancel?.();
      pending.clear();
    },
  };
}
