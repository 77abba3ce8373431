"use client";

import { Popover } from "radix-ui";
import { useId, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { floatingClasses } from "@/components/ui/control-classes";
import { Input } from "@/components/ui/input";

export type Completion = { value: string; content: ReactNode };

type CompletionInputProps = Omit<ComponentProps<typeof Input>, "value" | "onChange" | "onKeyDown" | "role"> & {
  value: string;
  onChange: (value: string) => void;
  /** What `text` may become, best first. */
  completionsOf: (text: string) => Completion[];
  /** Whether typing `text` opens the list by itself; Arrow down always does. */
  opensOn?: (text: string) => boolean;
  /** Any text will do: none of the completions is chosen before an arrow key points at it. */
  isFree?: boolean;
  /** A completion was chosen; by default the text becomes it. */
  onTake?: (value: string) => void;
  /** Enter where no completion is taken. */
  onCommit?: (value: string) => void;
  onKey?: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** A text input that offers completions: the combobox pattern, its list in a popover, the focus stays in the input. */
export function CompletionInput({ value, onChange, completionsOf, opensOn = (text) => text !== "", isFree = false, onTake = onChange, onCommit, onKey, onBlur, ...input }: CompletionInputProps) {
  const listId = useId();
  const [isWanted, setIsWanted] = useState(false);
  const first = isFree ? -1 : 0;
  const [active, setActive] = useState(first);
  const completions = isWanted ? completionsOf(value) : [];
  const isOpen = completions.length > 0;
  const chosen = completions[Math.min(active, completions.length - 1)];

  const close = () => setIsWanted(false);
  const open = () => {
    setIsWanted(true);
    setActive(first);
  };
  const take = (text: string) => {
    onTake(text);
    close();
  };
  const keys: Record<string, () => boolean> = {
    ArrowDown: () => (isOpen ? setActive((active + 1) % completions.length) : open(), true),
    ArrowUp: () => isOpen && (setActive((Math.max(active, 0) + completions.length - 1) % completions.length), true),
    Enter: () => {
      if (chosen) take(chosen.value);
      else onCommit?.(value);
      return chosen !== undefined || onCommit !== undefined;
    },
    Escape: () => isOpen && (close(), true),
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing;
    if (isPlain && keys[event.key]?.()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onKey?.(event);
  };

  return (
    <Popover.Root open={isOpen} onOpenChange={(next) => !next && close()}>
      <Popover.Anchor asChild>
        <Input
          autoComplete="off"
          spellCheck={false}
          {...input}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? optionId(listId, completions.indexOf(chosen)) : undefined}
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
            if (opensOn(target.value)) open();
            else close();
          }}
          onClick={() => opensOn(value) && open()}
          onKeyDown={press}
          onBlur={(event) => {
            close();
            onBlur?.(event);
          }}
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          id={listId}
          role="listbox"
          aria-label="Suggestions"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          // A click on an option must not take the focus out of the input: its blur closes the list.
          onMouseDown={(event) => event.preventDefault()}
          className={cn(floatingClasses, "max-h-64 w-(--radix-popover-trigger-width) max-w-[calc(100vw-16px)] min-w-72 animate-pop overflow-y-auto p-1")}
        >
          {completions.map((completion, index) => (
            <Option key={completion.value} id={optionId(listId, index)} isActive={completion === chosen} onPoint={() => setActive(index)} onTake={() => take(completion.value)}>
              {completion.content}
            </Option>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

type OptionProps = { id: string; isActive: boolean; onPoint: () => void; onTake: () => void; children: ReactNode };

function Option({ id, isActive, onPoint, onTake, children }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: "nearest" });
      }}
      onMouseMove={onPoint}
      onClick={onTake}
      className={cn("cursor-default rounded-xs px-2 py-1 text-dense", isActive && "bg-neutral-4")}
    >
      {children}
    </div>
  );
}
