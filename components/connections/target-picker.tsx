"use client";

import { Hash, Lock, RotateCw } from "lucide-react";
import { useId, useState } from "react";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { FieldRow } from "@/components/ui/field-row";
import type { JsonObject } from "@/lib/pipeline/context";
import { chosenTarget, hasTargetFields, searchTargets, targetKey, targetNoun, typedTargetSchema, type TargetChoice } from "./target-choice";
import { TargetHint } from "./target-hint";
import { useTargets } from "./use-targets";

type TargetPickerProps = {
  /** Id or slug; empty while none is chosen. */
  connectionId: string;
  kind: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  /** Paths relative to the target: `channel`. */
  problems: readonly { path: string; message: string }[];
  disabled?: boolean;
};

/** Where a message goes: chosen from what the vendor lists, or typed where it lists nothing or a person knows the id. */
export function TargetPicker(props: TargetPickerProps) {
  const { connectionId, kind, value } = props;
  const { query, refresh, isRefreshing } = useTargets(connectionId, hasTargetFields(kind));
  const [isTyped, setIsTyped] = useState(false);
  const choices = query.data?.data ?? [];
  const isUnlisted = targetKey(kind, value) !== targetKey(kind, {}) && query.isSuccess && !chosenTarget(kind, value, choices);

  if (!hasTargetFields(kind)) return null;
  if (connectionId === "") return <p className="text-dense text-neutral-10">Choose a connection first.</p>;
  const canList = query.isPending || choices.length > 0;
  if (!canList || isTyped || isUnlisted) {
    return (
      <div className="flex flex-col gap-2">
        <TargetForm {...props} />
        <TypedHint error={query.error} hasChoices={choices.length > 0} onList={() => (setIsTyped(false), isUnlisted && props.onChange({}))} onRefresh={refresh} isRefreshing={isRefreshing} />
      </div>
    );
  }
  return (
    <TargetList
      {...props}
      choices={choices}
      isComplete={query.data?.is_complete ?? true}
      isLoading={query.isPending || isRefreshing}
      onRefresh={refresh}
      onType={() => setIsTyped(true)}
    />
  );
}

type TargetListProps = TargetPickerProps & { choices: TargetChoice[]; isComplete: boolean; isLoading: boolean; onRefresh: () => void; onType: () => void };

function TargetList({ connectionId, kind, value, onChange, problems, disabled, choices, isComplete, isLoading, onRefresh, onType }: TargetListProps) {
  const id = useId();
  const [text, setText] = useState("");
  const noun = targetNoun(kind);
  const chosen = chosenTarget(kind, value, choices);
  const shown = searchTargets(choices, text);
  const listed = chosen && text === "" && !shown.includes(chosen) ? [chosen, ...shown] : shown;
  const choose = (key: string) => {
    const target = choices.find((choice) => targetKey(kind, choice.target) === key)?.target;
    if (typeof target === "object" && target !== null && !Array.isArray(target)) onChange(target);
  };
  return (
    <FieldRow
      label={capitalized(noun.one)}
      htmlFor={id}
      error={problems[0]?.message}
      aside={
        <button type="button" className="hover:text-neutral-12 hover:underline" onClick={onType} disabled={disabled}>
          Type an id instead
        </button>
      }
      help={kind === "slack" ? <TargetHint connectionId={connectionId} chosen={chosen} isComplete={isComplete} /> : isComplete ? undefined : `There are more ${noun.many} than could be listed: type the id of one that is missing.`}
    >
      <Combobox
        id={id}
        value={chosen && targetKey(kind, chosen.target)}
        onChange={choose}
        onSearch={setText}
        options={listed.map((choice) => optionOf(kind, choice))}
        placeholder={isLoading && choices.length === 0 ? `Loading ${noun.many}…` : `Choose a ${noun.one}`}
        searchPlaceholder={`Search ${noun.many}…`}
        emptyText={`No ${noun.one} has this in its name`}
        isLoading={isLoading}
        disabled={disabled ?? false}
        aria-invalid={problems.length > 0}
        footer={<ListFooter noun={noun.many} shown={shown.length} total={choices.length} onRefresh={onRefresh} isLoading={isLoading} />}
      />
    </FieldRow>
  );
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function optionOf(kind: string, choice: TargetChoice) {
  const Icon = choice.is_private ? Lock : Hash;
  return {
    value: targetKey(kind, choice.target),
    label: choice.label.replace(/^#/, ""),
    ...(choice.is_private ? { hint: choice.is_member ? "private" : "private, the bot is not in it" } : {}),
    icon: <Icon className="size-3.5 shrink-0 text-neutral-10" aria-hidden="true" />,
  };
}

function ListFooter({ noun, shown, total, onRefresh, isLoading }: { noun: string; shown: number; total: number; onRefresh: () => void; isLoading: boolean }) {
  return (
    <div className="flex items-center justify-between gap-2">
      <span>{shown < total ? `${shown} of ${total.toLocaleString("en")}: type to narrow` : `${total.toLocaleString("en")} ${noun}`}</span>
      <Button variant="ghost" size="sm" onClick={onRefresh} disabled={isLoading} className="-my-1 -mr-2">
        <RotateCw aria-hidden="true" />
        Refresh
      </Button>
    </div>
  );
}

function TargetForm({ kind, value, onChange, problems, disabled }: TargetPickerProps) {
  const schema = typedTargetSchema(kind);
  const typed = Object.fromEntries(Object.entries(value).filter(([name]) => name in schema.shape));
  return <SchemaForm schema={schema} value={typed} onChange={onChange} problems={problems} disabled={disabled ?? false} />;
}

type TypedHintProps = { error: unknown; hasChoices: boolean; onList: () => void; onRefresh: () => void; isRefreshing: boolean };

function TypedHint({ error, hasChoices, onList, onRefresh, isRefreshing }: TypedHintProps) {
  if (hasChoices) {
    return (
      <button type="button" className="self-start text-label text-neutral-10 hover:text-neutral-12 hover:underline" onClick={onList}>
        Choose from the list
      </button>
    );
  }
  if (!error) return null;
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-label text-retrying">
      They could not be listed: {error instanceof Error ? error.message : "try again"}
      <Button variant="ghost" size="sm" onClick={onRefresh} isBusy={isRefreshing}>
        Try again
      </Button>
    </p>
  );
}
