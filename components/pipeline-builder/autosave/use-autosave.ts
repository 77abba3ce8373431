"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { isUnsaved, markSaved } from "../editor/editor-state";
import { readDraft } from "../editor/read-draft";
import { type Builder } from "../state/builder-context";
import { createAutosaver, type Autosaver, type SaveStatus } from "./autosaver";

export type Autosave = { status: SaveStatus; saver: Autosaver };

/** Saves the draft while it is edited, before the page is left, and takes over what others saved while nothing is edited here. */
export function useAutosave({ store, actions }: Builder, pipeline: PipelineDetail): Autosave {
  const client = useQueryClient();
  const { id } = pipeline;
  const [status, setStatus] = useState<SaveStatus>({ kind: "saved" });
  const [saver] = useState(() =>
    createAutosaver(pipeline.revision, {
      unsaved: () => (isUnsaved(store.get().editor) ? store.get().editor.definition : null),
      send: async (definition, revision) => {
        const { data } = await apiSend<{ data: PipelineDetail }>("PUT", `/v1/pipelines/${id}`, { definition, revision });
        client.setQueryData(pipelineKey(id), data);
        return data.revision;
      },
      onSaved: (definition) => store.set((state) => ({ ...state, editor: markSaved(state.editor, definition) })),
      onStatus: setStatus,
    }));

  useEffect(() => {
    let last = store.get().editor.definition;
    return store.subscribe(() => {
      const { definition } = store.get().editor;
      if (definition === last) return;
      last = definition;
      saver.changed();
    });
  }, [store, saver]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!isUnsaved(store.get().editor)) return;
      void saver.flush();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      // Going to another page of the dashboard does not unload this one: what is unsaved is sent at once.
      void saver.flush();
      saver.stop();
    };
  }, [store, saver]);

  useEffect(() => {
    if (pipeline.revision <= saver.revision() || !saver.isIdle() || isUnsaved(store.get().editor)) return;
    const theirs = readDraft(pipeline.draft);
    if (!theirs.ok) return;
    actions.load(theirs.definition, "The draft was changed elsewhere and is up to date again");
    saver.rebase(pipeline.revision);
  }, [pipeline, saver, store, actions]);

  return useMemo(() => ({ status, saver }), [status, saver]);
}

/** As `useApiQuery` makes it. */
export function pipelineKey(id: string): unknown[] {
  return ["pipelines", `/v1/pipelines/${id}`, {}];
}
