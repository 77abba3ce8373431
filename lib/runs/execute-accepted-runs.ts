import type { JobTicket, StepPort } from "@/lib/durable/contract";
import type { SendLeave } from "@/lib/deliveries/send-at-once";
import type { ExecuteRun } from "./execute-run";
import type { RunWriter } from "./finish-run";
import type { RunKey, RunRow } from "./load-run";
import { runTrigger } from "./run-trigger";

/** What the job carries: organization and run, for each. */
export type AcceptedRunsData = { runs: [organizationId: string, runId: string][] };

/** What the gate of this process leaves for the job in memory. */
export type AcceptedRun = { row: RunRow; sendable: ReadonlyMap<string, number> };

/** How long an answer may take before the dashboard shows a delivery as under way. */
const patienceMs = 250;

/**
 * Executes runs of pipelines that need nothing durable, several in one job, and sends what may be sent at once. A run for
 * which that does not go smoothly gets a job of its own, with all that retries and replays need; so does every run of a
 * job whose process died.
 */
export function createExecuteAcceptedRuns(executeRun: ExecuteRun, endJob: RunWriter["endJob"]) {
  return async function executeAcceptedRuns({ runs }: AcceptedRunsData, step: StepPort, accepted: AcceptedRun[] | undefined, ticket?: () => JobTicket | undefined): Promise<void> {
    const left = accepted ? await executeAll(accepted, executeRun) : runs.map(interrupted);
    if (left.length > 0) return step.sendEvent("hand on", left.map((data) => ({ name: runTrigger, key: data.runId, data })));
    const proof = ticket?.();
    if (proof) await endJob(proof);
  };
}

/** Answers the runs that need a job of their own, in their order. */
async function executeAll(accepted: AcceptedRun[], executeRun: ExecuteRun): Promise<RunKey[]> {
  const { patience, end } = startPatience();
  const execute = async ({ row, sendable }: AcceptedRun): Promise<RunKey | null> => {
    const leave: SendLeave = { sendable, patience, hasBegun: false };
    const key: RunKey = { organizationId: row.organization_id, runId: row.id };
    try {
      await executeRun(key, nothingDurable, { stored: row, leave });
      return null;
    } catch {
      // Its own job meets the error again, if it is one that stays, and reports it.
      return leave.hasBegun ? { ...key, isInterrupted: true } : key;
    }
  };
  const left = await Promise.all(accepted.map(execute));
  end();
  return left.filter((key) => key !== null);
}

function interrupted([organizationId, runId]: AcceptedRunsData["runs"][number]): RunKey {
  return { organizationId, runId, isInterrupted: true };
}

function startPatience(): { patience: Promise<void>; end(): void } {
  let end = () => {};
  const patience = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    end = () => (clearTimeout(timer), resolve());
  });
  return { patience, end };
}

const refuse = () => Promise.reject(new Error("this run needs a job of its own"));
const nothingDurable: StepPort = { run: refuse, sleep: refuse, sleepUntil: refuse, sendEvent: refuse };
