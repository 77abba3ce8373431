import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withRestingContexts } from "./page-contexts";

const { run, enterWith } = AsyncLocalStorage.prototype;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  Object.assign(AsyncLocalStorage.prototype, { run, enterWith });
});

const request = {} as IncomingMessage;
const page = () => new EventEmitter() as unknown as ServerResponse;

it("ends the contexts of pages once none has been answered for a while, and lets the next page have its own", async () => {
  const storage = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const handle = withRestingContexts((_, response) => Promise.resolve(storage.enterWith(String(response))).then(() => void seen.push(storage.getStore())), 20);
  const [first, second] = [page(), page()];
  await Promise.all([handle(request, first), handle(request, second)]);
  first.emit("close");
  vi.advanceTimersByTime(10_000);
  expect(storage.getStore()).toBeDefined();
  second.emit("close");
  vi.advanceTimersByTime(1_000);
  expect(storage.getStore()).toBeDefined();
  vi.advanceTimersByTime(10_000);
  expect(storage.getStore()).toBeUndefined();
  await handle(request, page());
  expect(seen.every((store) => store !== undefined)).toBe(true);
  storage.disable();
});

it("leaves alone what was used between pages", async () => {
  const own = new AsyncLocalStorage<string>();
  const handle = withRestingContexts(() => Promise.resolve(), 20);
  own.enterWith("job");
  const response = page();
  await handle(request, response);
  response.emit("close");
  vi.advanceTimersByTime(10_000);
  expect(own.getStore()).toBe("job");
  own.disable();
});

it("takes no hook where Node needs none", () => {
  const handle = () => Promise.resolve();
  expect(withRestingContexts(handle, 24)).toBe(handle);
  expect(AsyncLocalStorage.prototype.run).toBe(run);
});
