import type { z } from "zod";
import { UserError } from "@/lib/errors";
import type { RunContext } from "@/lib/pipeline/context";
import { printPath } from "@/lib/pipeline/problems";
import { destinationCatalog, isDestinationKind, type DestinationCatalog, type DestinationKind } from "./catalog";
import type { Rendered, RenderInput, RenderRefusal } from "./contract";
import { parseOnce } from "./parse-once";

export type RenderRequest = {
  /** As the definition's version holds them; parsed here. */
  target: unknown;
  /** Undefined = the kind's default message. */
  template: unknown;
  config: unknown;
  /** Already this destination's own view: redacted. */
  context: RunContext;
};

type InputOf<Kind extends DestinationKind> = RenderInput<z.infer<DestinationCatalog[Kind]["template"]>, z.infer<DestinationCatalog[Kind]["config"]>, z.infer<DestinationCatalog[Kind]["target"]>>;

/** What goes on the wire, cut to the vendor's caps, or why nothing can. Pure; never throws on data. */
export function renderMessage(kind: string, request: RenderRequest): Rendered | RenderRefusal {
  if (!isDestinationKind(kind)) return { refused: { code: "unknown_kind", detail: `there is no destination kind "${kind}"` } };
  return renderAs(kind, request);
}

function renderAs<Kind extends DestinationKind>(kind: Kind, { context, ...request }: RenderRequest): Rendered | RenderRefusal {
  const { target, template, config, render } = destinationCatalog[kind];
  const parsed = {
    target: parseOnce(target, request.target ?? {}),
    config: parseOnce(config, request.config ?? {}),
    template: request.template == null ? { data: undefined, error: undefined } : parseOnce(template, request.template),
  };
  for (const part of ["target", "config", "template"] as const) {
    const { error } = parsed[part];
    if (error) return { refused: { code: `invalid_${part}`, detail: describeIssues(part, error) } };
  }
  // Parsed by the kind's own schemas just above; TypeScript can't follow one kind through three of them.
  const input = { context, target: parsed.target.data, config: parsed.config.data, template: parsed.template.data } as InputOf<Kind>;
  try {
    return (render as (input: InputOf<Kind>) => Rendered | RenderRefusal)(input);
  } catch (error) {
    // A stored template that doesn't parse any more: the data itself can't make a template throw.
    if (error instanceof UserError) return { refused: { code: "invalid_template", detail: error.message } };
    throw error;
  }
}

/** `target.channel: expected a channel's id (C…) or #name`. Values are not repeated: they may be secrets. */
export function describeIssues(part: string, error: z.ZodError): string {
  return error.issues.slice(0, 10).map(({ path, message }) => `${printPath([part, ...path])}: ${message}`).join("; ");
}
