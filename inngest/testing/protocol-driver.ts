import { serve } from "inngest/edge";
import type { DurableFunction, Json } from "@/lib/durable/contract";
import { createInngestClient } from "../client";
import { toInngest } from "../to-inngest";
import { isSignedAnswer, signRequest } from "./signature";

export const testSettings = { eventKey: "test-event-key", signingKey: `signkey-test-${"0f".repeat(32)}`, baseUrl: "http://inngest.test" };

export type DriverEvent = { name: string; data?: unknown; id?: string; ts?: number };

export type DriverRun = {
  id: string;
  functionId: string;
  event: DriverEvent;
  state: "running" | "completed" | "failed";
  error?: { name: string; message: string };
};

export type DriverOptions = {
  functions: DurableFunction[];
  /** Whether successful steps are reported while the call goes on, as the server asks for by default. */
  checkpointing: boolean;
  /** Real: sleeps take their time. Virtual (the default): the next one is over as soon as nothing else is due. */
  time?: "virtual" | "real";
  /** Whether the answer to this call (counted from 0) is lost; the call is made once more, as after a server's crash. */
  losesAnswer?: (call: number) => boolean;
  /** Whether the answer to this checkpoint (counted from 0) is lost after the server stored it. */
  losesCheckpointAnswer?: (checkpoint: number) => boolean;
};

type FunctionConfig = {
  id: string;
  triggers: { event: string; expression?: string }[];
  steps: { step: { retries?: { attempts: number } } };
  throttle?: { key: string; limit: number; period: string };
  concurrency?: unknown;
};
type Op = { id: string; op: string; name?: string; data?: unknown; error?: { name: string; message: string } };
type State = DriverRun & { config: FunctionConfig; steps: Record<string, unknown>; stack: string[]; pending: Set<string>; isParallel: boolean; version: number };
type Item = { at: number; order: number; run: State; stepId: string; attempt: number; wakes?: string };

/** The probes fail on purpose. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const serveUrl = "http://app.test/api/inngest";

/**
 * Plays Inngest's server over the SDK's public handler, in this process: registers, calls functions by the signed
 * protocol, remembers steps, sleeps, retries, starts functions for events. Written from the protocol's facts, not from
 * our adapter, so that the two can disagree. One call at a time.
 */
export async function createProtocolDriver(options: DriverOptions) {
  const { functions, checkpointing, time = "virtual", losesAnswer = () => false, losesCheckpointAnswer = () => false } = options;
  const client = createInngestClient({ ...testSettings, fetch: answerSdk, logger: silent });
  const handler = serve({ client, functions: functions.map((fn) => toInngest(client, fn)) });
  const runs = new Map<string, State>();
  const eventIds = new Set<string>();
  const events: DriverEvent[] = [];
  const throttles = new Map<string, number>();
  let queue: Item[] = [];
  let calls = 0;
  let checkpoints = 0;
  let order = 0;
  let skippedMs = 0;
  const now = () => Date.now() + skippedMs;
  const configs = await register();

  /** Everything the SDK sends to its server; also what a relay posts events with. */
  async function answerSdk(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const body = JSON.parse(String(init?.body)) as unknown;
    if (pathname === `/e/${testSettings.eventKey}`) return Response.json({ ids: send(body as DriverEvent[]), status: 200 });
    const runId = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(pathname)?.[1];
    const run = runId && runs.get(runId);
    if (!run) throw new Error(`the SDK called ${pathname}, which this server does not have`);
    if (!new Headers(init?.headers).get("authorization")?.startsWith("Bearer signkey-test-")) return new Response(null, { status: 401 });
    for (const op of (body as { steps: Op[] }).steps) {
      if (op.op !== "StepRun") throw new Error(`a checkpoint carried ${op.op}`);
      remember(run, op.id, { data: op.data ?? null });
    }
    return losesCheckpointAnswer(checkpoints++) ? new Response("lost", { status: 500 }) : Response.json({});
  }

  async function request(method: string, url: string, body: unknown, headers: Record<string, string> = {}) {
    const text = JSON.stringify(body);
    const signature = signRequest(testSettings.signingKey, JSON.parse(text));
    const response = await handler(new Request(url, { method, body: text, headers: { host: "app.test", "x-inngest-signature": signature, ...headers } }));
    const answer = await response.text();
    if (!isSignedAnswer(testSettings.signingKey, answer, response.headers.get("x-inngest-signature"))) {
      throw new Error(`the answer ${response.status} is not signed as it should be: ${answer}`);
    }
    return { status: response.status, headers: response.headers, json: JSON.parse(answer) as unknown };
  }

  async function register(): Promise<FunctionConfig[]> {
    const { status, json } = await request("PUT", serveUrl, { url: serveUrl }, { "x-inngest-sync-kind": "in_band" });
    if (status !== 200) throw new Error(`registering was answered ${status}`);
    return (json as { functions: FunctionConfig[] }).functions;
  }

  function send(sent: DriverEvent[]): string[] {
    return sent.map((event) => {
      const id = event.id ?? `event-${order++}`;
      if (eventIds.has(id)) return id;
      eventIds.add(id);
      events.push(event);
      if (event.data !== undefined && (event.data === null || typeof event.data !== "object" || Array.isArray(event.data))) {
        throw new Error(`event ${event.name} has data that is no object`);
      }
      for (const config of configs) if (config.triggers.some((trigger) => startsBy(trigger, event))) start(config, { ...event, id });
      return id;
    });
  }

  function start(config: FunctionConfig, event: DriverEvent): void {
    const run: State = {
      id: `run-${order++}`, functionId: config.id, event, state: "running", config,
      steps: {}, stack: [], pending: new Set(), isParallel: false, version: -1,
    };
    runs.set(run.id, run);
    let at = Math.max(now(), event.ts ?? 0);
    if (config.throttle) {
      const key = `${config.id} ${String(valueAt(event, config.throttle.key))}`;
      at = Math.max(at, throttles.get(key) ?? 0);
      throttles.set(key, at + durationMs(config.throttle.period) / config.throttle.limit);
    }
    enqueue({ at, run, stepId: "step", attempt: 0 });
  }

  function enqueue(item: Omit<Item, "order">): void {
    queue.push({ ...item, order: order++ });
  }

  function remember(run: State, id: string, result: unknown): void {
    if (!(id in run.steps)) run.stack.push(id);
    run.steps[id] = result;
    run.pending.delete(id);
  }

  async function call(item: Item): Promise<void> {
    const { run, stepId, attempt } = item;
    if (run.state !== "running") return;
    if (item.wakes) {
      remember(run, item.wakes, null);
      return discover(run);
    }
    const body = {
      event: run.event, events: [run.event], steps: run.steps, defers: {}, version: run.version,
      ctx: {
        run_id: run.id, attempt, max_attempts: maxAttempts(run), disable_immediate_execution: run.isParallel, use_api: false,
        stack: { stack: run.stack, current: run.stack.length }, step_id: "step", env: "test",
        ...(checkpointing ? { fn_id: run.functionId, qi_id: `item-${item.order}` } : {}),
      },
    };
    const answer = await request("POST", `${serveUrl}?fnId=${run.functionId}&stepId=${stepId}`, body);
    if (losesAnswer(calls++)) return void queue.push(item);
    run.version = Number(answer.headers.get("x-inngest-req-version"));
    if (answer.status === 200) run.state = "completed";
    else if (answer.status === 206) apply(item, [answer.json].flat() as Op[], answer.headers);
    else if (answer.status === 500 && answer.headers.get("x-inngest-no-retry") === "false" && attempt + 1 < maxAttempts(run)) retry(item, answer.headers);
    else if (answer.status === 400 || answer.status === 500) failRun(run, answer.json as { name: string; message: string });
    else throw new Error(`the function answered ${answer.status}: ${JSON.stringify(answer.json)}`);
  }

  function apply(item: Item, ops: Op[], headers: Headers): void {
    const { run } = item;
    const planned = ops.filter((op) => op.op === "StepPlanned");
    if (ops.length > 1 && ops.some((op) => op.op === "StepPlanned" || op.op === "Sleep")) run.isParallel = true;
    for (const op of ops) {
      switch (op.op) {
        case "StepRun":
          remember(run, op.id, { data: op.data ?? null });
          break;
        case "StepFailed":
          remember(run, op.id, { error: op.error });
          break;
        case "StepError":
          return retry(item, headers);
        case "StepPlanned":
          run.pending.add(op.id);
          break;
        case "Sleep":
          run.pending.add(op.id);
          enqueue({ at: wakeTime(op.name ?? ""), run, stepId: "step", attempt: 0, wakes: op.id });
          break;
        case "RunComplete":
          run.state = "completed";
          break;
        default:
          throw new Error(`this server does not know the opcode ${op.op}`);
      }
    }
    for (const op of planned) enqueue({ at: now(), run, stepId: op.id, attempt: 0 });
    discover(run);
  }

  /** Once nothing is pending any more, the function is asked what comes next. */
  function discover(run: State): void {
    if (run.state !== "running" || run.pending.size > 0) return;
    run.isParallel = false;
    enqueue({ at: now(), run, stepId: "step", attempt: 0 });
  }

  function retry(item: Item, headers: Headers): void {
    const after = headers.get("retry-after");
    const delayMs = after === null ? 15_000 : Math.min(Math.max(Number(after), 1), 24 * 3600) * 1000;
    enqueue({ ...item, at: now() + delayMs, attempt: item.attempt + 1 });
  }

  function failRun(run: State, error: { name: string; message: string }): void {
    Object.assign(run, { state: "failed", error: { name: error.name, message: error.message } });
    if (run.event.name.startsWith("inngest/function.")) return;
    const data = { function_id: run.functionId, run_id: run.id, error, event: run.event, events: [run.event] };
    send([{ name: "inngest/function.failed", id: run.id, data }]);
  }

  function wakeTime(name: string): number {
    const date = Date.parse(name);
    return Number.isNaN(date) ? now() + durationMs(name) : date;
  }

  return {
    configs,
    events,
    send: (sent: DriverEvent[]) => send(sent),
    fetch: answerSdk,
    /** Answers of the SDK so far, lost ones too. */
    callCount: () => calls,
    runs: (): DriverRun[] => [...runs.values()],
    /** The raw handler, for requests that are not ours. */
    handler,
    /** Runs everything to its end. */
    async settle(): Promise<void> {
      while (queue.length > 0) {
        queue.sort((a, b) => a.at - b.at || a.order - b.order);
        const [item, ...rest] = queue;
        if (!item) return;
        queue = rest;
        const waitMs = Math.max(0, item.at - now());
        if (time === "virtual") skippedMs += waitMs;
        else if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        await call(item);
      }
    },
  };
}

function maxAttempts(run: State): number {
  return (run.config.steps.step.retries?.attempts ?? 4) + 1;
}

function startsBy(trigger: { event: string; expression?: string }, event: DriverEvent): boolean {
  if (trigger.event !== event.name) return false;
  if (!trigger.expression) return true;
  const equals = /^event\.data\.(\w+) == '([^']*)'$/.exec(trigger.expression);
  if (!equals) throw new Error(`this server does not know the expression ${trigger.expression}`);
  return valueAt(event, `event.data.${equals[1]}`) === equals[2];
}

function valueAt(event: DriverEvent, path: string): unknown {
  return path.split(".").slice(1).reduce<unknown>((value, key) => (value as Record<string, Json> | null)?.[key], event);
}

const unitsMs: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

function durationMs(text: string): number {
  if (!/^(\d+[wdhms])+$/.test(text)) throw new Error(`"${text}" is no duration`);
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (unitsMs[unit ?? ""] ?? 0), 0);
}
