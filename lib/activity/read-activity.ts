import type { Database } from "@/lib/db";
import type { Activity, ActivityHour } from "./activity-resource";
import { readHour, readUnsettled } from "./store";

const hourMs = 3_600_000;
const hoursShown = 24;
/** Whoever watches asks again every few seconds, and so do their colleagues. */
const freshMs = 3000;
/** What lies further back hardly changes: a late retry, a replay. */
const oldFreshMs = 10 * 60_000;
const organizationsMax = 200;

type Kept = { activity: Promise<Activity>; at: number; hours: Map<number, { value: ActivityHour; at: number }> };

const kept = new WeakMap<Database, Map<string, Kept>>();

/** The last 24 hours in numbers, a few seconds old at most but for what happens late to hours long past. */
export function activityOf(db: Database, organizationId: string, now: () => number = Date.now): Promise<Activity> {
  const organizations = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, organizations);
  const known = organizations.get(organizationId);
  if (known && now() - known.at < freshMs) return known.activity;
  const hours: Kept["hours"] = known?.hours ?? new Map();
  const activity = readActivity(db, organizationId, hours, now());
  organizations.delete(organizationId);
  organizations.set(organizationId, { activity, at: now(), hours });
  const oldest = organizations.keys().next();
  if (organizations.size > organizationsMax && !oldest.done) organizations.delete(oldest.value);
  // A failure is the next caller's to try again.
  activity.catch(() => organizations.delete(organizationId));
  return activity;
}

async function readActivity(db: Database, organizationId: string, hours: Kept["hours"], nowMs: number): Promise<Activity> {
  const lastHour = Math.floor(nowMs / hourMs) * hourMs;
  const firstHour = lastHour - (hoursShown - 1) * hourMs;
  for (const from of hours.keys()) if (from < firstHour) hours.delete(from);
  const shown: ActivityHour[] = [];
  let isRefreshing = false;
  // One after the other: a first look at a busy day must not take every connection.
  for (let from = firstHour; from <= lastHour; from += hourMs) {
    const known = hours.get(from);
    // Read when it had been over for an hour: what is missing is little.
    const isSettled = known !== undefined && known.at >= from + 2 * hourMs;
    // One stale hour a call: together they are as costly as a whole day.
    if (isSettled && (isRefreshing || nowMs - known.at < oldFreshMs)) {
      shown.push(known.value);
      continue;
    }
    isRefreshing ||= isSettled;
    const value = await readHour(organizationId, db, from, from + hourMs);
    hours.set(from, { value, at: nowMs });
    shown.push(value);
  }
  return { hours: shown, destinations: await readUnsettled(organizationId, db, firstHour) };
}
