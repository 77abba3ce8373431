type Waiting = { status: string; carried_by: string | null; next_attempt_at: string | null; created_at: string };

/** What a delivery waits for though nothing is wrong with it: `gathering until 14:05`. Null = its status says it all. */
export function waitingWords({ status, carried_by, next_attempt_at, created_at }: Waiting): string | null {
  if (status !== "pending" || next_attempt_at === null) return null;
  const at = new Date(next_attempt_at);
  const isSameDay = at.toDateString() === new Date(created_at).toDateString();
  const moment = at.toLocaleString("en-GB", { hour: "2-digit", minute: "2-digit", ...(isSameDay ? {} : { day: "numeric", month: "short" }) });
  return `${carried_by === null ? "waiting" : "gathering"} until ${moment}`;
}
