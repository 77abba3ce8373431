import { escapeNone } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { resolveText } from "@/lib/pipeline/refs";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";

/** RFC 5321 without quoted names and comments, which only attackers use. */
const pattern = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** The addresses that a template stands for with this event, or what is none of them. */
export function recipientsOf(template: string, context: RunContext): { addresses: string[] } | { bad: string } {
  const value = resolveText(template.trim(), context);
  const texts = Array.isArray(value) ? value.map(String) : [renderProse(proseOf(template), context, escapeNone)];
  const addresses = texts.map((text) => text.trim());
  const bad = addresses.find((address) => !pattern.test(address) || address.length > 254);
  return bad === undefined ? { addresses } : { bad };
}
