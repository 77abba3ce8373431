import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";

type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What a page still does after its answer keeps its contexts for so long. */
const restAfterMs = 2_000;

/**
 * The handler, which while no page is being answered leaves none of its AsyncLocalStorages enabled. Before Node 24 one
 * that is makes every promise of the process run through hooks: a fifth of what an event costs, for as long as the
 * process lives, after its first page. They are enabled again by their next use.
 */
export function withRestingContexts(handle: PageHandler, nodeMajor = Number(process.versions.node.split(".")[0])): PageHandler {
  if (nodeMajor >= 24) return handle;
  const inUse = new Set<AsyncLocalStorage<unknown>>();
  let pages = 0;
  let timer: NodeJS.Timeout | undefined;
  noteUses((storage) => {
    // What others use between pages is not ours to end.
    if (pages > 0) inUse.add(storage);
  });

  function rest(): void {
    for (const storage of inUse) storage.disable();
    inUse.clear();
  }

  return (request, response) => {
    pages++;
    clearTimeout(timer);
    response.once("close", () => {
      if (--pages === 0) timer = setTimeout(rest, restAfterMs).unref();
    });
    return handle(request, response);
  };
}

/** React and Next make theirs where nobody can get at them. */
function noteUses(note: (storage: AsyncLocalStorage<unknown>) => void): void {
  const prototype: AsyncLocalStorage<unknown> = AsyncLocalStorage.prototype;
  const { run, enterWith } = prototype;
  prototype.run = function <R>(this: AsyncLocalStorage<unknown>, store: unknown, callback: (...args: unknown[]) => R, ...args: unknown[]): R {
    note(this);
    return run.call(this, store, callback, ...args) as R;
  };
  prototype.enterWith = function (this: AsyncLocalStorage<unknown>, store: unknown): void {
    note(this);
    enterWith.call(this, store);
  };
}
