"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { cn } from "./class-names";
import { CopyButton } from "./copy-button";
import { childPath } from "./json-path";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

type JsonViewProps = {
  value: unknown;
  /** What it is, shown above. */
  label?: string;
  /** What copied paths start with. */
  rootPath?: string;
  /** Levels that are open at first. */
  openDepth?: number;
  className?: string;
};

/** JSON to read: it folds, and every value's path and text can be copied. */
export function JsonView({ value, label, rootPath = "$event", openDepth = 2, className }: JsonViewProps) {
  const json = asJson(value);
  return (
    <div className={cn("min-w-0 rounded-md border bg-neutral-2", className)}>
      {label !== undefined && (
        <div className="flex items-center justify-between border-b py-1 pr-2 pl-3">
          <span className="text-label font-medium text-neutral-11">{label}</span>
          <CopyButton text={JSON.stringify(json, null, 2)} label="Copy JSON" />
        </div>
      )}
      <div role="group" aria-label={label ?? "JSON"} tabIndex={0} className="overflow-x-auto py-2 pr-3 pl-2 font-mono text-mono">
        <Node value={json} path={rootPath} depth={0} openDepth={openDepth} isLast />
      </div>
    </div>
  );
}

type NodeProps = { name?: string; value: Json; path: string; depth: number; openDepth: number; isLast: boolean };

function Node(props: NodeProps) {
  const { value } = props;
  if (value === null || typeof value !== "object") return <Leaf {...props} value={value} />;
  return <Branch {...props} value={value} />;
}

// A long list is opened in parts: thousands of rows at once would stop the page.
const entriesShown = 100;

function Branch({ name, value, path, depth, openDepth, isLast }: NodeProps & { value: Json[] | { [key: string]: Json } }) {
  const [isOpen, setIsOpen] = useState(depth < openDepth);
  const [shown, setShown] = useState(entriesShown);
  const isList = Array.isArray(value);
  const entries: [string | number, Json][] = isList ? value.map((item, index) => [index, item]) : Object.entries(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const isEmpty = entries.length === 0;
  return (
    <div>
      <Line depth={depth} path={path} value={value}>
        <button
          type="button"
          aria-expanded={isOpen}
          disabled={isEmpty}
          onClick={() => setIsOpen(!isOpen)}
          className="inline-flex min-w-0 items-center rounded-xs text-left whitespace-pre hover:bg-neutral-4 focus-visible:outline-offset-0"
        >
          <ChevronRight className={cn("mr-0.5 size-3.5 shrink-0 text-neutral-9 transition-transform", isOpen && "rotate-90", isEmpty && "invisible")} aria-hidden="true" />
          <Name name={name} />
          <span className="text-neutral-10">
            {open}
            {!isOpen && !isEmpty && <span className="px-1 text-neutral-9">{isList ? `${entries.length} items` : `${entries.length} fields`}</span>}
            {(!isOpen || isEmpty) && close + (isLast ? "" : ",")}
          </span>
        </button>
      </Line>
      {isOpen && !isEmpty && (
        <>
          {entries.slice(0, shown).map(([key, child], index) => (
            <Node
              key={key}
              {...(isList ? {} : { name: String(key) })}
              value={child}
              path={childPath(path, key)}
              depth={depth + 1}
              openDepth={openDepth}
              isLast={index === entries.length - 1}
            />
          ))}
          {entries.length > shown && (
            <button type="button" className="text-accent hover:underline" style={{ marginLeft: (depth + 1) * 16 + 16 }} onClick={() => setShown(shown + entriesShown)}>
              {entries.length - shown} more…
            </button>
          )}
          <div className="whitespace-pre text-neutral-10" style={{ paddingLeft: depth * 16 + 16 }}>
            {close}
            {isLast ? "" : ","}
          </div>
        </>
      )}
    </div>
  );
}

function Leaf({ name, value, path, depth, isLast }: NodeProps & { value: string | number | boolean | null }) {
  return (
    <Line depth={depth} path={path} value={value}>
      <span className="min-w-0 pl-4 break-words whitespace-pre-wrap">
        <Name name={name} />
        <span className={colorOf(value)}>{JSON.stringify(value)}</span>
        <span className="text-neutral-10">{isLast ? "" : ","}</span>
      </span>
    </Line>
  );
}

function Line({ depth, path, value, children }: { depth: number; path: string; value: Json; children: React.ReactNode }) {
  return (
    <div className="group/line flex min-h-[18px] items-start rounded-xs hover:bg-neutral-3" style={{ paddingLeft: depth * 16 }}>
      {children}
      <span className="ml-1 inline-flex h-[18px] items-center opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100">
        <CopyButton text={path} label={`Copy path ${path}`} className="size-[18px]" />
        <span className="sr-only">{typeof value}</span>
      </span>
    </div>
  );
}

function Name({ name }: { name: string | undefined }) {
  if (name === undefined) return null;
  return (
    <>
      <span className="text-neutral-12">{name}</span>
      <span className="text-neutral-10">: </span>
    </>
  );
}

function colorOf(value: string | number | boolean | null): string {
  if (typeof value === "string") return "text-source";
  return typeof value === "number" ? "text-enrichment" : "text-mutation";
}

/** What JSON would make of it: dates become text, undefined becomes null. */
function asJson(value: unknown): Json {
  const text: string | undefined = JSON.stringify(value);
  const json: Json = text === undefined ? null : JSON.parse(text);
  return json;
}
