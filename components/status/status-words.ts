export type StatusTone = "delivered" | "running" | "retrying" | "dead" | "quiet";

export type StatusWords = { word: string; tone: StatusTone; icon: StatusIcon };

export type StatusIcon = "check" | "dot" | "retry" | "cross" | "filtered" | "skipped" | "question" | "held" | "clock" | "draft" | "paused" | "archived" | "alert";

/** Every status the API knows: runs, steps, deliveries, attempts, pipelines, sources, connections. */
const known: Record<string, StatusWords> = {
  queued: { word: "queued", tone: "quiet", icon: "clock" },
  running: { word: "running", tone: "running", icon: "dot" },
  waiting: { word: "waiting", tone: "running", icon: "clock" },
  succeeded: { word: "succeeded", tone: "delivered", icon: "check" },
  failed: { word: "failed", tone: "dead", icon: "cross" },
  ok: { word: "ok", tone: "delivered", icon: "check" },
  dropped: { word: "filtered", tone: "quiet", icon: "filtered" },
  filtered: { word: "filtered", tone: "quiet", icon: "filtered" },
  skipped: { word: "skipped", tone: "quiet", icon: "skipped" },
  pending: { word: "pending", tone: "quiet", icon: "clock" },
  delivering: { word: "delivering", tone: "running", icon: "dot" },
  sending: { word: "sending", tone: "running", icon: "dot" },
  retrying: { word: "retrying", tone: "retrying", icon: "retry" },
  retry: { word: "will retry", tone: "retrying", icon: "retry" },
  held: { word: "held", tone: "retrying", icon: "held" },
  delivered: { word: "delivered", tone: "delivered", icon: "check" },
  dead: { word: "dead", tone: "dead", icon: "cross" },
  rejected: { word: "refused", tone: "dead", icon: "cross" },
  ambiguous: { word: "may have been sent", tone: "retrying", icon: "question" },
  unknown: { word: "may have been sent", tone: "retrying", icon: "question" },
  draft: { word: "draft", tone: "quiet", icon: "draft" },
  active: { word: "active", tone: "delivered", icon: "dot" },
  paused: { word: "paused", tone: "retrying", icon: "paused" },
  archived: { word: "archived", tone: "quiet", icon: "archived" },
  attention: { word: "needs attention", tone: "dead", icon: "alert" },
  revoked: { word: "revoked", tone: "quiet", icon: "cross" },
  expired: { word: "expired", tone: "quiet", icon: "clock" },
};

/** A status this release does not know is shown as it came. */
export function statusWords(status: string): StatusWords {
  return known[status] ?? { word: status.replaceAll("_", " "), tone: "quiet", icon: "dot" };
}
