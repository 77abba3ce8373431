import type { Inngest, InngestFunction } from "inngest";
import type { DurableFunction, Json } from "@/lib/durable/contract";
import { runFailureHandler } from "./run-failure-handler";
import { runInRounds, type InngestStep } from "./run-in-rounds";

type InngestOptions = Parameters<Inngest["createFunction"]>[0];

/** Inngest's own most; the embedded engine has no such limit. */
const retriesMax = 20;
const throttlePeriodMaxMs = 7 * 24 * 3_600_000;

/** Gives one of our functions to Inngest: the same handler, the same options, Inngest's steps behind our port. */
export function toInngest(client: Inngest, fn: DurableFunction): InngestFunction.Any {
  const { onFailure } = fn;
  return client.createFunction(
    {
      ...optionsOf(fn),
      ...(onFailure
        ? { onFailure: ({ event, error, step }: Failed) => runFailureHandler(onFailure, { data: dataOf(event.data.event), error, jobId: event.data.run_id }, step) }
        : {}),
    },
    ({ event, step, runId, attempt }) => runInRounds(fn, { eventId: event.id ?? runId, data: dataOf(event), attempt, jobId: runId }, step),
  );
}

/** What Inngest calls a failure handler with: the event that says so, around the one that started the run. */
type Failed = { event: { data: { event: { data?: unknown }; run_id: string } }; error: Error; step: InngestStep };

function optionsOf(fn: DurableFunction): InngestOptions {
  // An option added to the contract doesn't compile here until it is mapped.
  const { id, trigger, retries, throttle, concurrency, handler: _handler, onFailure: _onFailure, ...unmapped } = fn;
  const none: Record<string, never> = unmapped;
  for (const option of Object.keys(none)) fail(fn, option, "an option that Inngest has");
  if (!Number.isInteger(retries) || retries < 0 || retries > retriesMax) fail(fn, "retries", `a whole number from 0 to ${retriesMax}, Inngest's most`);
  return {
    id,
    triggers: [{ event: trigger }],
    retries: retries as NonNullable<InngestOptions["retries"]>,
    ...(throttle ? { throttle: throttleOf(fn, throttle) } : {}),
    ...(concurrency ? { concurrency: concurrencyOf(fn, concurrency) } : {}),
  };
}

function throttleOf(fn: DurableFunction, { keyPath, limit, periodMs }: NonNullable<DurableFunction["throttle"]>) {
  if (periodMs % 1000 !== 0 || periodMs < 1000 || periodMs > throttlePeriodMaxMs) {
    fail(fn, "throttle.periodMs", "whole seconds from 1 second to 7 days, in milliseconds");
  }
  return { key: expression(fn, "throttle.keyPath", keyPath), limit: positive(fn, "throttle.limit", limit), period: `${periodMs / 1000}s` as const };
}

function concurrencyOf(fn: DurableFunction, { keyPath, limit }: NonNullable<DurableFunction["concurrency"]>) {
  const key = keyPath === undefined ? {} : { key: expression(fn, "concurrency.keyPath", keyPath) };
  return { limit: positive(fn, "concurrency.limit", limit), ...key };
}

function positive(fn: DurableFunction, option: string, value: number): number {
  return Number.isInteger(value) && value >= 1 ? value : fail(fn, option, "a whole number, 1 or more");
}

/** Inngest's keys are CEL expressions. */
function expression(fn: DurableFunction, option: string, keyPath: string): string {
  if (!/^[a-z_]\w*(\.[a-z_]\w*)*$/i.test(keyPath)) fail(fn, option, "a path in the data such as `lane` or `order.id`");
  return `event.data.${keyPath}`;
}

function fail(fn: DurableFunction, option: string, expected: string): never {
  throw new Error(`function ${fn.id}, ${option}: expected ${expected}`);
}

/** The typed boundary of replay: Inngest gives back the JSON that the trigger carried. */
function dataOf(event: { data?: unknown }): Json {
  return (event.data ?? null) as Json;
}
