"use client";

import Link from "next/link";
import { CompletionInput } from "@/components/refs/completion-input";
import { useApiQuery } from "@/components/query/use-api-query";
import { Combobox } from "@/components/ui/combobox";
import { FieldRow } from "@/components/ui/field-row";
import { type EventTypeResource } from "@/lib/event-types/event-type-resource";
import { matchesType } from "@/lib/pipeline/match";
import { useCardProblems } from "../cards/use-card-problems";
import { placeOf, type NodeKey } from "../editor/node-key";
import { findNamed } from "../state/inventory";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { problemsBelow } from "./part-problems";

export function SourceForm({ nodeKey }: { nodeKey: NodeKey }) {
  const index = useBuilder((state) => placeOf(state.editor.definition, nodeKey)?.index ?? -1);
  const rule = useBuilder((state) => state.editor.definition.sources[index]);
  const sources = useBuilder((state) => state.inventory.sources);
  const canEdit = useBuilder((state) => state.canEdit);
  const problems = useCardProblems(nodeKey);
  const actions = useBuilderActions();
  if (!rule) return null;
  const { source, match = "" } = rule;
  const update = (changes: Partial<typeof rule>) => actions.edit({ type: "update-source", index, rule: { ...rule, ...changes } });
  return (
    <div className="flex flex-col gap-5">
      <p className="text-dense text-neutral-11">Lets events in. With several sources an event comes in through any that fits.</p>
      <FieldRow label="Source" htmlFor="source" error={problemsBelow(problems, "source")[0]?.message}>
        <Combobox
          id="source"
          value={findNamed(sources, source)?.slug ?? source}
          onChange={(slug) => update({ source: slug })}
          options={(sources ?? []).map(({ slug, name, kind, status }) => ({ value: slug, label: name, hint: [slug, kind, status === "active" ? "" : status].filter(Boolean).join(" · ") }))}
          placeholder="Choose a source"
          isLoading={sources === undefined}
          disabled={!canEdit}
          footer={<Link href="/sources" className="text-accent hover:underline">Manage sources</Link>}
        />
      </FieldRow>
      <FieldRow label="Event types" htmlFor="match" help="Empty: every type. * stands for any characters, as in payment.*" error={problemsBelow(problems, "match")[0]?.message}>
        <TypeInput value={match} disabled={!canEdit} onChange={(text) => update({ match: text || undefined })} />
      </FieldRow>
      <MatchingTypes match={match} />
    </div>
  );
}

function TypeInput({ value, disabled, onChange }: { value: string; disabled: boolean; onChange: (text: string) => void }) {
  const { data: types = [] } = useApiQuery<EventTypeResource[]>("events", "/v1/event-types", { limit: 200 });
  return (
    <CompletionInput
      id="match"
      value={value}
      onChange={onChange}
      disabled={disabled}
      maxLength={256}
      isFree
      placeholder="every type"
      className="font-mono text-mono"
      completionsOf={(text) =>
        types
          .filter(({ type }) => type.toLowerCase().includes(text.toLowerCase().replaceAll("*", "")) && type !== text)
          .slice(0, 20)
          .map(({ type, count }) => ({ value: type, content: <TypeOption type={type} count={count} /> }))}
      opensOn={() => true}
    />
  );
}

function TypeOption({ type, count }: { type: string; count: number }) {
  return (
    <span className="flex items-baseline justify-between gap-3">
      <span className="truncate font-mono text-mono">{type}</span>
      <span className="text-label text-neutral-10 tabular-nums">{count >= 1000 ? "1,000+" : count}</span>
    </span>
  );
}

/** What the pattern lets in today, so that nobody has to guess. */
function MatchingTypes({ match }: { match: string }) {
  const { data: types } = useApiQuery<EventTypeResource[]>("events", "/v1/event-types", { limit: 200 });
  if (!types) return null;
  const fitting = types.filter(({ type }) => matchesType(match, type));
  return (
    <section className="border-t pt-4">
      <h3 className="text-dense font-medium">Seen in the last 30 days</h3>
      {fitting.length === 0 ? (
        <p className="mt-1 text-label text-neutral-10">{types.length === 0 ? "No events yet." : "No event of such a type."}</p>
      ) : (
        <ul className="mt-1.5 flex flex-col gap-1">
          {fitting.slice(0, 8).map(({ type, count }) => (
            <li key={type}>
              <TypeOption type={type} count={count} />
            </li>
          ))}
          {fitting.length > 8 && <li className="text-label text-neutral-10">and {fitting.length - 8} more</li>}
        </ul>
      )}
    </section>
  );
}
