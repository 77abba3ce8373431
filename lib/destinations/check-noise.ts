import type { Problem } from "@/lib/errors";
import { isDuration, parseDuration } from "@/lib/pipeline/durations";
import type { Group, Quiet } from "./noise-fields";

const windowMsMax = 90 * 86_400_000;

/** What the schemas can't say of a config's `group` and `quiet`. */
export function checkNoise({ group, quiet }: { group?: Group | undefined; quiet?: Quiet | undefined }): Problem[] {
  return [...(group ? checkGroup(group) : []), ...(quiet ? checkQuiet(quiet) : [])];
}

function checkGroup({ window }: Group): Problem[] {
  if (isDuration(window) && parseDuration(window) >= 1000 && parseDuration(window) <= windowMsMax) return [];
  return [{ path: "config.group.window", message: `expected a duration from 1s to 90d, such as 1h, got "${window}"` }];
}

function checkQuiet({ from, to, timeZone }: Quiet): Problem[] {
  const problems: Problem[] = [];
  if (!isTime(from)) problems.push({ path: "config.quiet.from", message: `expected a time such as 22:00, got "${from}"` });
  if (!isTime(to)) problems.push({ path: "config.quiet.to", message: `expected a time such as 07:00, got "${to}"` });
  if (isTime(from) && from === to) problems.push({ path: "config.quiet.to", message: "expected another time than the one it begins at" });
  if (!isTimeZone(timeZone)) problems.push({ path: "config.quiet.timeZone", message: `expected a time zone such as Europe/Berlin, got "${timeZone}"` });
  return problems;
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}
