"use client";

import { Command } from "cmdk";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";
import { floatingClasses } from "@/components/ui/control-classes";
import { DialogOverlay } from "@/components/ui/dialog";
import { type Part } from "../canvas/layout";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { ItemMark } from "./item-mark";
import { searchPalette, type PaletteItem } from "./palette-items";

const titles: Record<Part | "any", string> = { source: "Add a source", step: "Add a step", destination: "Add a destination", any: "Add to the pipeline" };

/** The palette by keyboard: type, choose, and it stands behind the selected card or where the menu was opened. */
export function InsertMenu() {
  const menu = useBuilder((state) => state.insertMenu);
  return menu && <OpenMenu part={menu.part} index={menu.index} />;
}

function OpenMenu({ part, index }: { part: Part | null; index: number | null }) {
  const actions = useBuilderActions();
  const [text, setText] = useState("");
  const title = titles[part ?? "any"];
  const groups = searchPalette(text, part);
  const choose = (item: PaletteItem) => {
    actions.closeInsertMenu();
    // The dialog gives the focus back when it closes; the new card takes it after that.
    setTimeout(() => actions.insert(item, { index }));
  };
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && actions.closeInsertMenu()}>
      <Radix.Portal>
        <DialogOverlay />
        <Radix.Content aria-describedby={undefined} className={cn(floatingClasses, "fixed top-[max(16px,14vh)] left-1/2 w-[calc(100vw-32px)] max-w-md -translate-x-1/2 animate-appear overflow-hidden outline-none")}>
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <Command loop label={title} shouldFilter={false}>
            <Command.Input value={text} onValueChange={setText} placeholder={`${title}…`} className="h-11 w-full border-b bg-transparent px-4 text-body outline-none placeholder:text-neutral-9" />
            <Command.List className="max-h-[min(380px,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="py-6 text-center text-dense text-neutral-10">Nothing is called that.</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.id} heading={group.title} className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:text-neutral-10">
                  {group.items.map((item) => (
                    <Command.Item
                      key={item.kind}
                      value={`${item.part} ${item.kind}`}
                      onSelect={() => choose(item)}
                      className="flex cursor-default items-center gap-3 rounded-sm px-2 py-1.5 data-[selected=true]:bg-neutral-4"
                    >
                      <span className="flex w-9 shrink-0 justify-center">
                        <ItemMark item={item} />
                      </span>
                      <span className="min-w-0 flex-1">
                        <span className="flex items-baseline gap-2 text-dense font-medium">
                          {item.title}
                          {item.part === "step" && <span className="font-mono text-label font-normal text-neutral-10">{item.kind}</span>}
                        </span>
                        <span className="block truncate text-label text-neutral-10">{item.summary}</span>
                      </span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
