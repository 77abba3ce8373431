"use client";

import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { keyAt, type NodeKey } from "../editor/node-key";
import { useBuilder, useBuilderActions } from "../state/builder-context";

/** Why the server refused: each reason leads to its card. */
export function DeployRefusal({ error, onJump }: { error: unknown; onJump: () => void }) {
  const definition = useBuilder((state) => state.editor.definition);
  const actions = useBuilderActions();
  const { message, requestId } = error instanceof ApiError ? describeError(error) : { message: error instanceof Error ? error.message : "It did not work.", requestId: null };
  const details = error instanceof ApiError ? error.details : [];
  const keyOf = (path: string): NodeKey | null => {
    const [, list, index] = /^(source|step|destination)s\[(\d+)\]/.exec(path) ?? [];
    const part = list === "source" || list === "step" || list === "destination" ? list : null;
    return part && keyAt(definition, { part, index: Number(index) });
  };
  return (
    <section role="alert" className="rounded-md border border-dead/40 bg-dead-tint p-3 text-dense">
      <h3 className="font-medium">It was not deployed</h3>
      {details.length === 0 && <p className="mt-1">{message}</p>}
      <ul className="mt-1 flex flex-col gap-1">
        {details.map(({ path, message: reason }) => {
          const key = keyOf(path);
          return (
            <li key={`${path} ${reason}`}>
              {key ? (
                <button type="button" className="text-left hover:underline" onClick={() => (onJump(), actions.select(key, true))}>
                  <span className="font-mono text-mono">{path}</span> {reason}
                </button>
              ) : (
                `${path} ${reason}`
              )}
            </li>
          );
        })}
      </ul>
      {requestId && <p className="mt-2 font-mono text-label text-neutral-10">request {requestId}</p>}
    </section>
  );
}
