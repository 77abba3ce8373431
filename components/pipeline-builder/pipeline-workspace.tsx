"use client";

import dynamic from "next/dynamic";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { useActivityOverlay } from "./activity/use-activity-overlay";
import { useAutosave } from "./autosave/use-autosave";
import { ConflictDialog } from "./conflict/conflict-dialog";
import { DeployDialog } from "./deploy/deploy-dialog";
import { parseNodeKey } from "./editor/node-key";
import { InspectorPanel } from "./inspector/inspector-panel";
import { PipelineList } from "./list-view/pipeline-list";
import { InsertMenu } from "./palette/insert-menu";
import { Palette } from "./palette/palette";
import { useProblemFinder } from "./problems/use-problem-finder";
import { ReadOnlyNote } from "./read-only-note";
import { createBuilderActions } from "./state/builder-actions";
import { BuilderProvider, useBuilder, type Builder } from "./state/builder-context";
import { startBuilder } from "./state/builder-state";
import { createStore } from "./state/create-store";
import { useInventory } from "./state/use-inventory";
import { useSelectionUrl } from "./state/use-selection-url";
import { useShortcuts } from "./state/use-shortcuts";
import { BuilderBar } from "./top-bar/builder-bar";
import { ChosenSample } from "./test/chosen-sample";
import { useIsNarrow } from "./use-is-narrow";
import { HistorySheet } from "./versions/history-sheet";

const PipelineCanvas = dynamic(() => import("./canvas/pipeline-canvas").then((module) => module.PipelineCanvas), { ssr: false, loading: () => <div className="h-full bg-neutral-2" /> });

const TestLayer = dynamic(() => import("./test/test-layer").then((module) => module.TestLayer), { ssr: false });

const layers = ["test", "deploy", "history"] as const;

/** The builder around one draft: bar, palette, canvas or list, inspector, and what opens above them. */
export function PipelineWorkspace({ pipeline, definition }: { pipeline: PipelineDetail; definition: PipelineDefinition }) {
  const { canEdit } = useViewer();
  const [node] = useQueryState("node", parseAsString);
  const [layer, setLayer] = useQueryState("open", parseAsStringLiteral(layers));
  const [builder] = useState((): Builder => {
    const store = createStore(startBuilder(definition, parseNodeKey(node), canEdit && pipeline.status !== "archived"));
    return { pipelineId: pipeline.id, store, actions: createBuilderActions(store, Date.now) };
  });
  const isNarrow = useIsNarrow();
  const autosave = useAutosave(builder, pipeline);
  const overlay = useActivityOverlay(builder, pipeline.version !== null);
  useInventory(builder);
  useProblemFinder(builder);
  useSelectionUrl(builder);
  useShortcuts(builder, !isNarrow);
  const layerProps = (name: (typeof layers)[number]) => ({ pipeline, autosave, open: layer === name, onOpenChange: (open: boolean) => void setLayer(open ? name : null) });

  return (
    <BuilderProvider builder={builder}>
      <ChosenSample>
        <div data-full-bleed="" className="flex h-[calc(100dvh-48px)] flex-col overflow-clip md:h-dvh">
          <BuilderBar pipeline={pipeline} autosave={autosave} overlay={overlay} onOpen={(name) => void setLayer(name)} />
          <ReadOnlyNote isArchived={pipeline.status === "archived"} />
          <div className="flex min-h-0 flex-1">
            {isNarrow ? (
              <div className="min-w-0 flex-1">
                <PipelineList />
              </div>
            ) : (
              <>
                {builder.store.get().canEdit && <Palette />}
                <div className="min-w-0 flex-1">
                  <PipelineCanvas />
                </div>
                <InspectorPanel />
              </>
            )}
          </div>
          {layer === "test" && <TestLayer onClose={() => void setLayer(null)} />}
        </div>
        <InsertMenu />
        <DeployDialog {...layerProps("deploy")} />
        <HistorySheet {...layerProps("history")} />
        <ConflictDialog autosave={autosave} />
        <Announcer />
      </ChosenSample>
    </BuilderProvider>
  );
}

function Announcer() {
  const announcement = useBuilder((state) => state.announcement);
  return <p aria-live="polite" className="sr-only">{announcement}</p>;
}
