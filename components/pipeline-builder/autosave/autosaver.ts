import { ApiError } from "@/components/query/api-error";
import { type PipelineDefinition } from "@/lib/pipeline/definition";

export type SaveStatus = { kind: "saved" } | { kind: "unsaved" } | { kind: "saving" } | { kind: "failed"; error: unknown } | { kind: "conflict" };

type AutosaverParts = {
  /** The draft as it is now, null while it is as the server has it. */
  unsaved: () => PipelineDefinition | null;
  /** Answers with the draft's new revision. */
  send: (definition: PipelineDefinition, revision: number) => Promise<number>;
  onSaved: (definition: PipelineDefinition) => void;
  onStatus: (status: SaveStatus) => void;
};

export type Autosaver = ReturnType<typeof createAutosaver>;

const typingPauseMs = 800;
const retryFirstMs = 2_000;
const retryMaxMs = 60_000;

/**
 * Saves a draft a moment after each change, one save at a time, each with the revision that it builds on. A conflict
 * stops it until somebody decided; any other failure is tried again, later and later.
 */
export function createAutosaver(firstRevision: number, { unsaved, send, onSaved, onStatus }: AutosaverParts) {
  let revision = firstRevision;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<boolean> | null = null;
  let isInConflict = false;
  let retryMs = retryFirstMs;

  const schedule = (afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), afterMs);
  };

  const sendOnce = async (definition: PipelineDefinition): Promise<boolean> => {
    onStatus({ kind: "saving" });
    try {
      revision = await send(definition, revision);
    } catch (error) {
      isInConflict = error instanceof ApiError && error.code === "draft_conflict";
      onStatus(isInConflict ? { kind: "conflict" } : { kind: "failed", error });
      if (!isInConflict && isWorthRetrying(error)) {
        schedule(retryMs);
        retryMs = Math.min(retryMs * 2, retryMaxMs);
      }
      return false;
    }
    retryMs = retryFirstMs;
    onSaved(definition);
    const isBehind = unsaved() !== null;
    onStatus({ kind: isBehind ? "unsaved" : "saved" });
    if (isBehind) schedule(typingPauseMs);
    return true;
  };

  /** Saves now what is unsaved; false when that did not work. */
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer);
    if (sending) await sending;
    const definition = unsaved();
    if (isInConflict || definition === null) return !isInConflict;
    sending ??= sendOnce(definition).finally(() => { sending = null; });
    return sending;
  };

  return {
    revision: () => revision,
    isIdle: () => sending === null && !isInConflict,
    /** The draft was edited. */
    changed: () => {
      if (isInConflict || sending) return;
      if (unsaved() === null) {
        clearTimeout(timer);
        onStatus({ kind: "saved" });
        return;
      }
      onStatus({ kind: "unsaved" });
      schedule(typingPauseMs);
    },
    flush,
    /** The draft that the server holds now was taken over, or will be replaced: ours builds on this revision. */
    rebase: (next: number) => {
      revision = next;
      isInConflict = false;
      onStatus({ kind: unsaved() === null ? "saved" : "unsaved" });
    },
    stop: () => clearTimeout(timer),
  };
}

/** What the server refused it will refuse again, until something is changed. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;
}
