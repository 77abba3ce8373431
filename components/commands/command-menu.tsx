"use client";

import { Command as Menu } from "cmdk";
import { CornerDownLeft, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useApiPages } from "@/components/query/use-api-query";
import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import { floatingClasses } from "@/components/ui/control-classes";
import { DialogOverlay } from "@/components/ui/dialog";
import { type PipelineResource } from "@/lib/pipelines/pipeline-resource";
import { useNewestCommands, useRegisteredCommands } from "./commands-context";
import { groupCommands } from "./group-commands";
import { idTarget, type IdTarget } from "./id-target";
import { openPage } from "./open-page";
import { ShownKeys } from "./shown-keys";

type CommandMenuProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** ⌘K: every page, every pipeline, everything with an id, and every action of the page it is opened on. */
export function CommandMenu({ open, onOpenChange }: CommandMenuProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <DialogOverlay />
        <Dialog.Content
          aria-describedby={undefined}
          className={cn(floatingClasses, "fixed top-[max(16px,14vh)] left-1/2 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden outline-none")}
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <MenuContent onClose={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function MenuContent({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const commands = useRegisteredCommands().filter(({ run, id }) => run && id !== "command-menu");
  const newest = useNewestCommands();
  const target = idTarget(text);
  const run = (id: string) => {
    onClose();
    newest().findLast((command) => command.id === id)?.run?.();
  };
  return (
    <Menu label="Search and commands" loop>
      <Menu.Input
        value={text}
        onValueChange={setText}
        placeholder="Go to, do, or paste an id…"
        className="h-12 w-full border-b bg-transparent px-4 text-body outline-none placeholder:text-neutral-9"
      />
      <Menu.List className="max-h-[min(420px,60dvh)] overflow-y-auto p-2">
        <Menu.Empty className="px-2 py-8 text-center text-dense text-neutral-10">Nothing by that name. An event, run or delivery is found by its id.</Menu.Empty>
        {target && <FoundById target={target} onClose={onClose} />}
        {groupCommands(commands).map(([group, members]) => (
          <Group key={group} heading={group}>
            {members.map(({ id, label, icon: Icon, keywords, keys }) => (
              <Item key={id} value={id} keywords={[label, group, ...(keywords ?? [])]} onSelect={() => run(id)}>
                {Icon && <Icon aria-hidden="true" />}
                <span className="flex-1 truncate">{label}</span>
                {keys && <ShownKeys keys={keys} />}
              </Item>
            ))}
          </Group>
        ))}
        <Pipelines onClose={onClose} />
      </Menu.List>
    </Menu>
  );
}

function FoundById({ target, onClose }: { target: IdTarget; onClose: () => void }) {
  const router = useRouter();
  const open = () => {
    onClose();
    openPage(router, target);
  };
  return (
    <Group heading="By id">
      <Item value={target.id} keywords={[target.id]} isAlwaysShown onSelect={open}>
        <CornerDownLeft aria-hidden="true" />
        <span className="flex-1 truncate">{target.label}</span>
        <span className="truncate font-mono text-mono text-neutral-10">{target.id}</span>
      </Item>
    </Group>
  );
}

function Pipelines({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { data: pipelines = [] } = useApiPages<PipelineResource>("pipelines", "/v1/pipelines", { limit: 200 });
  if (pipelines.length === 0) return null;
  return (
    <Group heading="Pipelines">
      {pipelines.map(({ id, name, slug, status }) => (
        <Item
          key={id}
          value={id}
          keywords={[name, slug]}
          onSelect={() => {
            onClose();
            router.push(`/pipelines/${id}`);
          }}
        >
          <Workflow aria-hidden="true" />
          <span className="flex-1 truncate">{name}</span>
          <StatusBadge status={status} isPlain />
        </Item>
      ))}
    </Group>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Menu.Group heading={heading} className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:text-neutral-10">
      {children}
    </Menu.Group>
  );
}

type ItemProps = { value: string; keywords: string[]; isAlwaysShown?: boolean; onSelect: () => void; children: ReactNode };

function Item({ value, keywords, isAlwaysShown = false, onSelect, children }: ItemProps) {
  return (
    <Menu.Item
      value={value}
      keywords={keywords}
      forceMount={isAlwaysShown}
      onSelect={onSelect}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2 text-dense data-[selected=true]:bg-neutral-4 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-neutral-10"
    >
      {children}
    </Menu.Item>
  );
}
