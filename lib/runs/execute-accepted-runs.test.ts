import { expect, test } from "vitest";
import type { JobTicket } from "@/lib/durable/contract";
import { createMemoryStepPort } from "@/lib/durable/testing/memory-step-port";
import { createExecuteAcceptedRuns, type AcceptedRun } from "./execute-accepted-runs";
import type { ExecuteRun } from "./execute-run";

const accepted = (id: string): AcceptedRun => ({ row: { id, organization_id: "org_1" } as AcceptedRun["row"], sendable: new Map() });
const ids = ["run_1", "run_2", "run_3"];
const data = { runs: ids.map((id): [string, string] => ["org_1", id]) };

/** Runs the job once and answers what it left to others, and whether it ended by its own statement. */
async function perform(executeRun: ExecuteRun, handover: AcceptedRun[] | undefined) {
  const step = createMemoryStepPort();
  const ended: JobTicket[] = [];
  const proof: JobTicket = { jobId: "7", owner: 1, claim: 1, spend: () => {} };
  await createExecuteAcceptedRuns(executeRun, async (ticket) => void ended.push(ticket))(data, step, handover, () => proof);
  return { sent: step.sent, ended: ended.length };
}

test("runs that go smoothly leave nothing, and their job ends in a statement of the runs'", async () => {
  const executed: string[] = [];
  const { sent, ended } = await perform(async ({ runId }) => (executed.push(runId), null), ids.map(accepted));
  expect({ executed, sent, ended }).toEqual({ executed: ids, sent: [], ended: 1 });
});

test("one that fails gets a job of its own, which knows whether something may have been sent", async () => {
  const { sent, ended } = await perform(async ({ runId }, step, shortcuts) => {
    if (runId === "run_1") return null;
    if (runId === "run_2") return step.run("ask a model", () => null);
    if (shortcuts?.leave) shortcuts.leave.hasBegun = true;
    throw new Error("the database is away");
  }, ids.map(accepted));
  expect(sent).toEqual([
    { name: "pipeline/run.requested", key: "run_2", data: { organizationId: "org_1", runId: "run_2" } },
    { name: "pipeline/run.requested", key: "run_3", data: { organizationId: "org_1", runId: "run_3", isInterrupted: true } },
  ]);
  // The engine ends it together with what it sent.
  expect(ended).toBe(0);
});

test("after the death of its process each gets a job of its own, as one that may have sent", async () => {
  const executed: string[] = [];
  const { sent, ended } = await perform(async ({ runId }) => (executed.push(runId), null), undefined);
  expect(executed).toEqual([]);
  expect(sent.map(({ key, data }) => [key, data])).toEqual(ids.map((runId) => [runId, { organizationId: "org_1", runId, isInterrupted: true }]));
  expect(ended).toBe(0);
});
