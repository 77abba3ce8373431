import { execFileSync } from "node:child_process";
import fs from "node:fs";

/**
 * Names a living process so that a later process with the same pid is told apart: `<pid>:<start time>`.
 * In a container pids repeat after every restart, so a pid alone proves nothing.
 * @param {number} pid
 * @returns {string | null} null when no such process lives (a zombie counts as dead)
 */
export function processIdentity(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const startTime = fs.existsSync("/proc/self/stat") ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return startTime === null ? null : `${pid}:${startTime}`;
}

/**
 * @param {string} identity as returned by processIdentity
 * @returns {boolean} whether that very process still lives
 */
export function isAlive(identity) {
  return processIdentity(Number.parseInt(identity, 10)) === identity.trim();
}

/** @param {number} pid */
function startTimeFromProc(pid) {
  let stat;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // The command name, in parentheses, may hold spaces: fields are counted from behind it (proc(5): state is 3, starttime 22).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isDead = fields[0] === "Z" || fields[0] === "X";
  return isDead ? null : (fields[19] ?? null);
}

/** @param {number} pid */
function startTimeFromPs(pid) {
  try {
    const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    if (line === "" || line.startsWith("Z")) return null;
    return line.replace(/^\S+\s+/, "").replaceAll(" ", "_");
  } catch {
    return null;
  }
}
