"use client";

import { ChartNoAxesColumn, ChevronRight, Ellipsis, FlaskConical, History, Rocket } from "lucide-react";
import Link from "next/link";
import { useCommands } from "@/components/commands/commands-context";
import { PipelineTabs } from "@/components/pipelines/pipeline-tabs";
import { StatusBadge } from "@/components/status/status-badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuCheckboxItem, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { type Autosave } from "../autosave/use-autosave";
import { useBuilder } from "../state/builder-context";
import { ActivateButton } from "./activate-button";
import { PipelineName } from "./pipeline-name";
import { ProblemsButton } from "./problems-button";
import { SaveState } from "./save-state";
import { UndoButtons } from "./undo-buttons";

export type BuilderLayer = "test" | "deploy" | "history";

type BuilderBarProps = {
  pipeline: PipelineDetail;
  autosave: Autosave;
  overlay: { isShown: boolean; toggle: () => void };
  onOpen: (layer: BuilderLayer) => void;
};

const group = "Pipeline builder";

/** The pipeline's name and state, and everything that concerns it as a whole. */
export function BuilderBar({ pipeline, autosave, overlay, onOpen }: BuilderBarProps) {
  const canEdit = useBuilder((state) => state.canEdit);
  const { status, version } = pipeline;
  useCommands([
    ...(canEdit
      ? [
          { id: "builder-test", label: "Test this pipeline", group, icon: FlaskConical, run: () => onOpen("test") },
          { id: "builder-deploy", label: "Deploy this pipeline", group, icon: Rocket, run: () => onOpen("deploy") },
        ]
      : []),
    { id: "builder-history", label: "History of this pipeline", group, icon: History, run: () => onOpen("history") },
  ]);
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-neutral-1 px-3 py-1.5">
      <nav aria-label="Breadcrumb" className="flex min-w-0 flex-[1_1_300px] items-center gap-1">
        <Link href="/pipelines" className="hidden rounded-sm text-dense text-neutral-10 hover:text-neutral-12 sm:block">
          Pipelines
        </Link>
        <ChevronRight className="hidden size-3.5 shrink-0 text-neutral-9 sm:block" aria-hidden="true" />
        <PipelineName />
        <StatusBadge status={status} className="ml-1" />
        {version && <span className="font-mono text-mono text-neutral-10">v{version.number}</span>}
      </nav>
      <PipelineTabs pipelineId={pipeline.id} current="builder" className="order-last -mb-1.5 w-full border-t pt-0.5 xl:order-none xl:-mt-1.5 xl:mr-3 xl:w-auto xl:self-stretch xl:border-t-0 xl:pt-0 xl:[&>a]:flex xl:[&>a]:items-center xl:[&>a]:pt-0.5 xl:[&>a]:pb-0" />
      <div className="flex flex-1 items-center gap-1 sm:flex-none">
        {canEdit && <SaveState autosave={autosave} />}
        {canEdit && <UndoButtons />}
        <ProblemsButton />
        {version && <MoreMenu overlay={overlay} />}
      </div>
      {canEdit && (
        <div className="flex items-center gap-2">
          <Button size="sm" onClick={() => onOpen("test")}>
            <FlaskConical aria-hidden="true" />
            <span className="max-sm:sr-only">Test</span>
          </Button>
          <ActivateButton pipeline={pipeline} />
          <Button variant="primary" size="sm" onClick={() => onOpen("deploy")}>
            <Rocket aria-hidden="true" />
            Deploy
          </Button>
        </div>
      )}
    </header>
  );
}

function MoreMenu({ overlay }: Pick<BuilderBarProps, "overlay">) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="size-7" aria-label="More">
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuCheckboxItem checked={overlay.isShown} onCheckedChange={overlay.toggle}>
          <ChartNoAxesColumn aria-hidden="true" />
          Counts of the last hour
        </DropdownMenuCheckboxItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
