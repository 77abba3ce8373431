import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "@/components/query/api-error";
import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { sampleDefinition } from "../testing/sample-definition";
import { createAutosaver, type SaveStatus } from "./autosaver";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A draft, a server with a revision, and everything that was sent to it. */
function scene() {
  const server = { revision: 1, sent: [] as string[], failure: null as unknown, gate: Promise.resolve() };
  const draft = { now: null as PipelineDefinition | null };
  const statuses: SaveStatus["kind"][] = [];
  const saver = createAutosaver(1, {
    unsaved: () => draft.now,
    send: async (definition, revision) => {
      server.sent.push(`${definition.name}@${revision}`);
      await server.gate;
      if (server.failure) throw server.failure;
      if (revision !== server.revision) throw new ApiError(409, "draft_conflict", "", [], null);
      server.revision += 1;
      return server.revision;
    },
    onSaved: (definition) => { if (draft.now === definition) draft.now = null; },
    onStatus: ({ kind }) => statuses.push(kind),
  });
  const type = (name: string) => {
    draft.now = sampleDefinition({ name });
    saver.changed();
  };
  return { server, draft, saver, statuses, type };
}

it("saves once a moment after the last keystroke", async () => {
  const { server, saver, statuses, type } = scene();
  type("a");
  await vi.advanceTimersByTimeAsync(500);
  type("ab");
  await vi.advanceTimersByTimeAsync(500);
  expect(server.sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  expect(server.sent).toEqual(["ab@1"]);
  expect(statuses.at(-1)).toBe("saved");
  expect(saver.revision()).toBe(2);
});

it("never has two saves on their way, and saves afterwards what was typed meanwhile", async () => {
  const { server, statuses, type } = scene();
  let open = () => {};
  server.gate = new Promise((resolve) => { open = resolve; });
  type("a");
  await vi.advanceTimersByTimeAsync(900);
  type("ab");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.sent).toEqual(["a@1"]);
  open();
  await vi.advanceTimersByTimeAsync(900);
  expect(server.sent).toEqual(["a@1", "ab@2"]);
  expect(statuses.at(-1)).toBe("saved");
});

it("saves at once when asked to, before a deploy say, and tells whether it worked", async () => {
  const { server, saver, type } = scene();
  type("a");
  expect(await saver.flush()).toBe(true);
  expect(server.sent).toEqual(["a@1"]);
  expect(await saver.flush()).toBe(true);
  server.failure = new ApiError(400, "invalid_request", "", [], null);
  type("b");
  expect(await saver.flush()).toBe(false);
});

it("sends nothing once a change was undone before it was saved", async () => {
  const { server, draft, saver, statuses, type } = scene();
  type("a");
  draft.now = null;
  saver.changed();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.sent).toEqual([]);
  expect(statuses.at(-1)).toBe("saved");
});

it("stops at a conflict until somebody decided, then builds on what is there", async () => {
  const { server, saver, statuses, type } = scene();
  server.revision = 5;
  type("mine");
  await vi.advanceTimersByTimeAsync(900);
  expect(statuses.at(-1)).toBe("conflict");
  type("mine too");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.sent).toEqual(["mine@1"]);
  expect(await saver.flush()).toBe(false);
  saver.rebase(5);
  expect(await saver.flush()).toBe(true);
  expect(server.sent.at(-1)).toBe("mine too@5");
});

it("tries again later and later while the server can't be reached, and not what it refused", async () => {
  const { server, statuses, type } = scene();
  server.failure = new ApiError(0, "unreachable", "", [], null);
  type("a");
  await vi.advanceTimersByTimeAsync(800);
  expect(statuses.at(-1)).toBe("failed");
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(server.sent).toHaveLength(3);
  server.failure = new ApiError(403, "forbidden", "", [], null);
  await vi.advanceTimersByTimeAsync(8_000);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.sent).toHaveLength(4);
});
