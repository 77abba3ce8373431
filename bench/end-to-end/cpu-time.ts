import { readFileSync } from "node:fs";
import path from "node:path";

/** CPU milliseconds a process has used so far, with those of the children that ended. From /proc: Linux only. */
export function cpuMsOf(pid: number): number {
  const [own, ended] = cpuTicks(pid);
  return (own + ended) * msATick;
}

/** The same for the database server of a data directory and everything it has started. */
export function databaseCpuMs(dataDir: string): number {
  const server = Number(readFileSync(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);
  const children = readFileSync(`/proc/${server}/task/${server}/children`, "utf8").trim().split(" ").filter((pid) => pid !== "");
  return children.reduce((sum, pid) => sum + (cpuMsIfAlive(Number(pid)) ?? 0), cpuMsOf(server));
}

/** Undefined for one that ended meanwhile, such as a worker of autovacuum: its time counts with its parent's from then on. */
function cpuMsIfAlive(pid: number): number | undefined {
  try {
    return cpuMsOf(pid);
  } catch {
    return undefined;
  }
}

/** USER_HZ, which Linux fixes at 100 for what it shows. */
const msATick = 10;

/** Of the process, and of its children that ended. */
function cpuTicks(pid: number): [number, number] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The command's name may hold spaces: what follows its bracket starts with the third field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
  return [user + system, endedUser + endedSystem];
}
