import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "./context";
import { escapeNone, type Position } from "./escape";
import { scanJsonTemplate, type JsonNode } from "./json-template-syntax";
import { memoizeText } from "./memoize";
import { resolveRef } from "./refs";
import { isoTime } from "./template-expression";
import { locateProblem, positionOf, templateError, type TemplateProblem } from "./template-problem";
import { proseRefs, renderProse, type RefUse } from "./template-prose";

/** A parsed JSON template. */
export type JsonTemplate = { source: string; root: JsonNode };

/** Where in the document a value lands. */
export type JsonPlace = {
  /** The nearest key above it, null at the top. */
  key: string | null;
  /** The enclosing object's `type`, if it is literal: Block Kit's `mrkdwn` or `plain_text`. */
  type: string | null;
};

export type RenderJsonOptions = {
  /** Unix milliseconds for `now()` and `relative`; by default when the event was received. */
  now?: number;
  /** For each value inside a longer text. By default as it is: JSON needs no escaping in a parsed document. */
  escape?: (value: string, position: Position, place: JsonPlace) => string;
  /** For each value that replaces a text or bare ref as a whole. By default as it is. */
  typed?: (value: Json, place: JsonPlace) => Json;
};

/**
 * Reads a JSON document in which a text that is exactly one ref, a bare ref or `now()` becomes the typed value, and any
 * other text is prose. Keys may go unquoted.
 */
export function parseJsonTemplate(source: string): { ok: true; template: JsonTemplate } | { ok: false; problems: TemplateProblem[] } {
  const { node, problems } = scanJsonTemplate(source);
  if (problems.length > 0) return { ok: false, problems: problems.map((problem) => locateProblem(source, problem)) };
  return { ok: true, template: { source, root: node } };
}

/** The parsed template of a stored text, remembered. Throws UserError when it does not parse. */
export const jsonTemplateOf = memoizeText((source): JsonTemplate => {
  const parsed = parseJsonTemplate(source);
  if (!parsed.ok) throw templateError(parsed.problems);
  return parsed.template;
});

/** Fills a template in. Never throws on data: what is missing is null. */
export function renderJson(template: JsonTemplate, context: RunContext, options: RenderJsonOptions = {}): Json {
  const nowMs = options.now ?? Date.parse(context.event.received_at);
  return renderNode(template.root, { key: null, type: null }, { context, nowMs, options });
}

type Rendering = { context: RunContext; nowMs: number; options: RenderJsonOptions };

function renderNode(node: JsonNode, place: JsonPlace, rendering: Rendering): Json {
  const { context, nowMs, options } = rendering;
  switch (node.kind) {
    case "literal":
      return node.value;
    case "now":
      return isoTime(nowMs);
    case "ref": {
      const value = resolveRef(node.ref, context) ?? null;
      return options.typed ? options.typed(value, place) : value;
    }
    case "prose": {
      const { escape } = options;
      return renderProse(node.template, context, escape ? (value, position = "text") => escape(value, position, place) : escapeNone, { now: nowMs });
    }
    case "array":
      return node.items.map((item) => renderNode(item, place, rendering));
    case "object":
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [key, renderNode(value, { key, type: node.type }, rendering)]),
      );
  }
}

/** Every ref a template reads, for completion and warnings. */
export function jsonTemplateRefs({ source, root }: JsonTemplate): RefUse[] {
  return nodeRefs(root, source);
}

function nodeRefs(node: JsonNode, source: string): RefUse[] {
  switch (node.kind) {
    case "ref":
      return [{ ref: node.ref, text: node.text, ...positionOf(source, node.offset) }];
    case "prose":
      return proseRefs(node.template).map((use) => ({ ...use, ...positionOf(source, node.offset) }));
    case "array":
      return node.items.flatMap((item) => nodeRefs(item, source));
    case "object":
      return node.entries.flatMap(({ value }) => nodeRefs(value, source));
    default:
      return [];
  }
}
