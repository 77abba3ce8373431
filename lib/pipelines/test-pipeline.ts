import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { destinationCatalog } from "@/lib/destinations/catalog";
import { renderMessage } from "@/lib/destinations/render-message";
import type { Problem } from "@/lib/errors";
import { declaredOrder } from "@/lib/event-types/declared-fields";
import { findDeclaration } from "@/lib/event-types/store";
import { changedRefs } from "@/lib/pipeline/changed-refs";
import type { PipelineDestination } from "@/lib/pipeline/definition";
import { matchesType } from "@/lib/pipeline/match";
import type { PlannedDelivery } from "@/lib/pipeline/run-records";
import { validateDefinition } from "@/lib/pipeline/validate";
import type { Ports } from "@/lib/ports/ports";
import { stepCatalog } from "@/lib/steps/catalog";
import { connectionPath, connectionProblems } from "./connection-problems";
import { invalidDefinition, parseDraft, type Draft } from "./draft";
import { getPipelineRow } from "./get-pipeline";
import { toPipelineResource } from "./pipeline-resource";
import { testPorts } from "./test-ports";
import { runTest, type TestOutcome, type TestStepRecord } from "./run-test";
import { sendTestMessage } from "./send-test-message";
import { findHashKey } from "./store";
import { readTestEvent, type TestEvent } from "./test-event";
import type { TestedDestination, TestedStep, TestRequest, TestRun, TestSend } from "./test-resource";
import { describeProblems, testableDefinition, type TestableDefinition } from "./testable-definition";

/**
 * Runs a draft on one event for real, model and HTTP steps included, and tells what each destination would get. Nothing
 * is stored; with `send` one destination's message goes out once. Problems are answers as long as something can be run.
 */
export async function testPipeline(db: Database, caller: Caller, idOrSlug: string, request: TestRequest, ports: Ports): Promise<TestRun> {
  const { organizationId } = caller;
  const row = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const draft = parseDraft(request.definition ?? toPipelineResource(row).draft);
  const testable = testableDefinition(draft);
  const missing = await connectionProblems(db, organizationId, draft);
  const receiver = request.send && sendableDestination(testable, missing, request.send.destination);
  const event = await readTestEvent(db, organizationId, row.id, request.event, ports.clock.now());

  const declaration = await findDeclaration(organizationId, db, event.view.type);
  const fieldOrder = declaration === undefined ? undefined : declaredOrder(declaration);
  const outcome = await runTest(testable, event.view, { organizationId, pipelineId: row.id, organizationHashKey: await findHashKey(organizationId, db), fieldOrder }, { ...ports, ...testPorts(db, ports) });
  const destinations = outcome.status === "succeeded" ? testable.destinations.map((entry) => toTestedDestination(entry, outcome.deliveries)) : [];
  const checked = validateDefinition(draft, { steps: stepCatalog, destinations: destinationCatalog });
  return {
    status: outcome.status,
    reason: reasonOf(outcome),
    is_matched: isMatched(draft, event),
    steps: outcome.stepRuns.map(toTestedStep),
    destinations,
    problems: [...(checked.ok ? [] : checked.problems), ...missing],
    context: outcome.context,
    sent: receiver ? await send(receiver) : null,
  };

  async function send(destination: PipelineDestination): Promise<TestSend> {
    const tested = destinations.find(({ id }) => id === destination.id);
    if (!tested) return notSent(destination.id, `the run ended before its destinations: ${reasonOf(outcome) ?? outcome.status}`);
    if (tested.message === null) return notSent(destination.id, tested.refused?.detail ?? null);
    return sendTestMessage(db, caller, { pipelineId: row.id, destination, message: tested.message }, ports);
  }
}

function sendableDestination({ destinations }: TestableDefinition, missing: Problem[], id: string): PipelineDestination {
  const index = destinations.findIndex((entry) => (entry.isBroken ? entry.part.id : entry.destination.id) === id);
  const found = destinations[index];
  if (!found) throw invalidDefinition([{ path: "destinations", message: `there is no destination ${id}` }]);
  const problems = found.isBroken ? found.part.problems : missing.filter(({ path }) => path === connectionPath(index));
  if (found.isBroken || problems.length > 0) throw invalidDefinition(problems);
  return found.destination;
}

function toTestedStep({ stepId, kind, status, input, output, facts, reason, error, durationMs }: TestStepRecord): TestedStep {
  return { step_id: stepId, kind, status, input, output, changed: output ? changedRefs(output) : [], duration_ms: durationMs, reason: reason ?? error, facts };
}

function toTestedDestination(entry: TestableDefinition["destinations"][number], planned: PlannedDelivery[]): TestedDestination {
  const { id, kind } = entry.isBroken ? entry.part : entry.destination;
  const nothing = { id, kind, when: null, message: null, cuts: [] };
  if (entry.isBroken) return { ...nothing, refused: { code: "invalid_definition", detail: describeProblems(entry.part) } };
  const plan = planned.find(({ destinationId }) => destinationId === id);
  if (!plan) throw new Error(`the run planned nothing for ${id}`);
  const when = plan.explain === null ? null : { holds: plan.whenHolds, explain: plan.explain };
  const { target, template, config } = entry.destination;
  const rendered = renderMessage(kind, { target, template, config, context: plan.context });
  return "refused" in rendered ? { ...nothing, when, refused: rendered.refused } : { id, kind, when, message: rendered.message, cuts: rendered.cuts, refused: null };
}

function isMatched({ sources }: Draft, { source, view }: TestEvent): boolean {
  if (sources.length === 0) return true;
  const isOf = (name: unknown) => source !== null && (name === source.id || name === source.slug);
  return sources.some((rule) => isOf(rule.source) && matchesType(typeof rule.match === "string" ? rule.match : null, view.type));
}

function reasonOf({ error, reason }: TestOutcome): string | null {
  return error ? `${error.stepId}: ${error.message}` : reason;
}

function notSent(destinationId: string, detail: string | null): TestSend {
  return { destination_id: destinationId, status: "not_sent", code: null, detail, message_id: null, receipt: null, request: null, response: null };
}
