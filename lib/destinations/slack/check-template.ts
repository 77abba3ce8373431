import type { Problem } from "@/lib/errors";
import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import { printPath } from "@/lib/pipeline/problems";
import type { Ref } from "@/lib/pipeline/refs";
import { jsonTemplateRefs, parseJsonTemplate } from "@/lib/pipeline/template-json";
import { parseProse, proseRefs } from "@/lib/pipeline/template-prose";
import { blocksDraft } from "./blocks-draft";
import type { SlackBlocksTemplate, SlackMessageTemplate, SlackTemplate } from "./schemas";
import { hasWebUrl } from "./message-draft";
import { validateBlocks } from "./validate-blocks";

/** What is wrong with a template whatever the event holds. Syntax and refs are checked from the fields' metadata. */
export function checkTemplate(template: SlackTemplate | undefined): Problem[] {
  if (template === undefined) return [];
  return template.mode === "message" ? checkMessage(template) : checkBlocks(template);
}

function checkMessage(template: SlackMessageTemplate): Problem[] {
  const isEmpty = !template.title && !template.text && !template.fields?.length;
  const buttons = (template.buttons ?? []).flatMap(({ url }, index) => {
    const parsed = parseProse(url, { as: "url" });
    const isFixed = parsed.ok && proseRefs(parsed.template).length === 0 && !url.includes("{{");
    return isFixed && !hasWebUrl({ url }) ? [{ path: `template.buttons[${index}].url`, message: "expected an http or https address" }] : [];
  });
  return [...(isEmpty ? [{ path: "template", message: "expected a title, a text or fields" }] : []), ...buttons];
}

function checkBlocks(template: SlackBlocksTemplate): Problem[] {
  const parsed = parseJsonTemplate(template.blocks);
  if (!parsed.ok) return [];
  const refs = jsonTemplateRefs(parsed.template).map(({ ref }) => ref);
  // A problem that only one kind of value causes is the event's, not the template's.
  const findings = sampleValues.map((value) => problemsWith(template, sampleContext(refs, value)));
  const [first = [], ...others] = findings;
  return first.filter(({ path }) => others.every((other) => other.some((problem) => problem.path === path)));
}

const sampleValues: Json[] = ["https://example.com/sample", "primary", 5, true];

function problemsWith(template: SlackBlocksTemplate, context: RunContext): Problem[] {
  const { blocks } = blocksDraft({ ...template, fallback: "-" }, context);
  if (!Array.isArray(blocks)) return [{ path: "template.blocks", message: "expected a list of blocks, or an object with a list `blocks`" }];
  return validateBlocks(blocks).map(({ path, message }) => ({ path: `template.blocks${printPath(path)}`, message }));
}

/** A context in which each of the refs leads to the value. */
function sampleContext(refs: Ref[], value: Json): RunContext {
  const payload: Json = {};
  const values: { [key: string]: Json } = {};
  for (const { root, path } of refs) {
    if (root === "event") plant(payload, path[0] === "payload" ? path.slice(1) : path, value);
    else plant(values, [root, ...path], value);
  }
  const at = "2026-01-01T00:00:00.000Z";
  return {
    event: { id: "evt_sample", type: "sample", received_at: at, occurred_at: at, payload, meta: { source: "sample", url: "https://example.com/events/evt_sample", idempotency_key: null } },
    values,
    redactions: [],
  };
}

function plant(root: { [key: string]: Json }, path: (string | number)[], value: Json): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  const name = String(head);
  // The one name that would not make a property of its own.
  if (name === "__proto__") return;
  if (rest.length === 0) {
    root[name] ??= value;
    return;
  }
  const known = root[name];
  const inner = typeof known === "object" && known !== null && !Array.isArray(known) ? known : {};
  root[name] = inner;
  plant(inner, rest, value);
}
