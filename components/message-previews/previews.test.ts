import fc from "fast-check";
import { createElement, type ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { destinationCatalog } from "@/lib/destinations/catalog";
import { renderMessage } from "@/lib/destinations/render-message";
import { sampleContext } from "@/lib/destinations/sample";
import type { Json } from "@/lib/durable/contract";
import { DiscordPreview } from "./discord-preview";
import { EmailPreview } from "./email-preview";
import type { MessagePreviewProps } from "./message-view";
import { NotionPreview } from "./notion-preview";
import { parseDiscord } from "./parse-discord";
import { parseTelegram } from "./parse-telegram";
import { PostgresPreview } from "./postgres-preview";
import { TelegramPreview } from "./telegram-preview";

const previews: [keyof typeof destinationCatalog, ComponentType<MessagePreviewProps>, object][] = [
  ["discord", DiscordPreview, { mode: "message", title: "$event.value", text: "**$event.value** `$event.value` [$event.value]($event.value)", fields: [{ label: "$event.value", value: "$event.value" }], buttons: [{ label: "$event.value", url: "$event.value" }], context: "$event.value" }],
  ["telegram", TelegramPreview, { mode: "message", title: "$event.value", text: '<b>$event.value</b> <code>$event.value</code> <a href="$event.value">$event.value</a>', fields: [{ label: "$event.value", value: "$event.value" }], buttons: [{ label: "$event.value", url: "$event.value" }], context: "$event.value" }],
  ["email", EmailPreview, { mode: "message", title: "$event.value", text: '<b>$event.value</b> <a href="$event.value">$event.value</a>', fields: [{ label: "$event.value", value: "$event.value" }], context: "$event.value" }],
  ["postgres", PostgresPreview, { mode: "columns", columns: { id: "$event.id", note: "$event.value" } }],
  ["notion", NotionPreview, { mode: "message", title: "$event.value", text: "$event.value", fields: [{ label: "$event.value", value: "$event.value" }], buttons: [{ label: "$event.value", url: "$event.value" }], properties: { Note: "$event.value" } }],
];

describe.each(previews)("%s", (kind, Preview, own) => {
  const draw = (template: unknown, payload: Json, theme: "light" | "dark" = "light") => {
    const rendered = renderMessage(kind, { target: destinationCatalog[kind].anyTarget, template, config: {}, context: { ...sampleContext, event: { ...sampleContext.event, payload } } });
    return "refused" in rendered ? "" : renderToStaticMarkup(createElement(Preview, { message: rendered.message, sentAtMs: 0, theme }));
  };

  test("draws the default message and one of one's own, in both looks", () => {
    for (const theme of ["light", "dark"] as const) {
      expect(draw(undefined, sampleContext.event.payload, theme)).toContain("enterprise");
      expect(draw(own, { value: "hello world" }, theme)).toContain("hello world");
    }
  });

  test("makes nothing active of a value, whatever it is", () => {
    const piece = fc.oneof(fc.constantFrom("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "[x](javascript:alert(1))", "https://evil.example", '" onmouseover="x', "**", "`", "~~", "</b>", "<b>", "&lt;b&gt;", "\\"), fc.string({ unit: "grapheme", maxLength: 8 }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 6 }).map((parts) => parts.join("")), (value) => {
      const html = draw(own, { value });
      // What a frame without scripts shows is an attribute's text here.
      const page = html.replace(/srcDoc="[^"]*"/i, "");
      for (const tag of page.match(/<[^>]*>/g) ?? []) expect(tag).not.toMatch(/^<(script|img|object|embed|link|style)\b| on[a-z]+=/i);
      for (const [, href = ""] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https?:|mailto:)/);
    }), { numRuns: 80 });
  });

  test("shows what is no message of the kind as it is", () => {
    expect(renderToStaticMarkup(createElement(Preview, { message: { odd: true }, sentAtMs: 0, theme: "light" }))).toContain("odd");
  });
});

test("Discord's Markdown is read as Discord does, escapes first", () => {
  expect(parseDiscord("**a \\*b** _c_ ~~d~~ `**e**` [f](https://x.io) \\[g\\](https://x.io)")).toEqual([
    { kind: "bold", children: [{ kind: "text", text: "a *b" }] }, { kind: "text", text: " " }, { kind: "italic", children: [{ kind: "text", text: "c" }] }, { kind: "text", text: " " }, { kind: "strike", children: [{ kind: "text", text: "d" }] }, { kind: "text", text: " " },
    { kind: "code", text: "**e**" }, { kind: "text", text: " " }, { kind: "link", href: "https://x.io", children: [{ kind: "text", text: "f" }] }, { kind: "text", text: " [g](https://x.io)" },
  ]);
});

test("Telegram's HTML is read as Telegram does", () => {
  expect(parseTelegram('<b>a &lt;b&gt;</b> <code>c</code> <a href="https://x.io/?a=1&amp;b=2">d</a>')).toEqual([
    { kind: "bold", children: [{ kind: "text", text: "a <b>" }] }, { kind: "text", text: " " }, { kind: "code", text: "c" }, { kind: "text", text: " " }, { kind: "link", href: "https://x.io/?a=1&b=2", children: [{ kind: "text", text: "d" }] },
  ]);
});
