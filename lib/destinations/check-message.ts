import type { Problem } from "@/lib/errors";
import { parseProse, proseRefs } from "@/lib/pipeline/template-prose";
import { isWebUrl } from "./is-web-url";

type MessageTemplate = {
  title?: string | undefined;
  text?: string | undefined;
  fields?: unknown[] | undefined;
  buttons?: { url: string }[] | undefined;
};

/** What is wrong with a message whatever the event holds. Syntax and refs are checked from the fields' metadata. */
export function checkMessage({ title, text, fields, buttons = [] }: MessageTemplate): Problem[] {
  const isEmpty = !title && !text && !fields?.length;
  const links = buttons.flatMap(({ url }, index) => (isFixed(url) && !isWebUrl(url) ? [{ path: `template.buttons[${index}].url`, message: "expected an http or https address" }] : []));
  return [...(isEmpty ? [{ path: "template", message: "expected a title, a text or fields" }] : []), ...links];
}

/** Without a value of the event in it. */
function isFixed(url: string): boolean {
  const parsed = parseProse(url, { as: "url" });
  return parsed.ok && proseRefs(parsed.template).length === 0 && !url.includes("{{");
}
