import type { JsonObject } from "@/lib/pipeline/context";
import type { RecipeMessage } from "./contract";

/** How each chat writes what a recipe's dialect says. */
type Markup = { bold(text: string): string; italic(text: string): string; code(text: string): string };

const wrap = (before: string, after = before) => (text: string) => `${before}${text}${after}`;

const html: Markup = { bold: wrap("<b>", "</b>"), italic: wrap("<i>", "</i>"), code: wrap("<code>", "</code>") };

const markups: Record<string, Markup> = {
  slack: { bold: wrap("*"), italic: wrap("_"), code: wrap("`") },
  discord: { bold: wrap("**"), italic: wrap("_"), code: wrap("`") },
  telegram: html,
  email: html,
};

/** The recipe's message as a template of that kind; undefined for kinds that take the event's data as it is. */
export function messageFor(kind: string, message: RecipeMessage): JsonObject | undefined {
  const markup = markups[kind];
  if (!markup) return undefined;
  return {
    mode: "message",
    title: message.title,
    text: translate(message.text, markup),
    fields: message.fields.map(({ label, value }) => ({ label, value })),
    buttons: [{ label: "Open event", url: "$event.meta.url" }],
    ...(message.context === undefined ? {} : { context: message.context }),
  };
}

/** The three marks never nest in a recipe, and an expression `{{ … }}` holds none. */
function translate(text: string, { bold, italic, code }: Markup): string {
  return text
    .replace(/\*\*(.+?)\*\*/g, (_, inner: string) => bold(inner))
    .replace(/(?<![\w.$])_(.+?)_(?![\w.])/g, (_, inner: string) => italic(inner))
    .replace(/`([^`]+)`/g, (_, inner: string) => code(inner));
}
