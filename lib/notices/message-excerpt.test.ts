import { expect, test } from "vitest";
import { messageExcerpt } from "./message-excerpt";

test("reads a chat's message without its markup and without what it says twice", () => {
  const slack = { text: "New ticket", blocks: [{ type: "header", text: { type: "plain_text", text: "New ticket" } }, { type: "section", text: { type: "mrkdwn", text: "a &lt;b&gt; <https://x.test|c>" } }] };
  expect(messageExcerpt("slack", slack)).toBe("New ticket · a <b>");
  expect(messageExcerpt("telegram", { text: "<b>New</b> ticket &amp; more", parse_mode: "HTML" })).toBe("New ticket & more");
  expect(messageExcerpt("email", { to: ["a@example.com"], subject: "New ticket", text: "New ticket\n\nBody", html: "<p>Body</p>" })).toBe("New ticket Body");
  expect(messageExcerpt("discord", { embeds: [{ title: "New", color: 1, fields: [{ name: "Tier", value: "gold" }] }] })).toBe("New · Tier · gold");
});

test("shows data as it is, and cuts what is long", () => {
  expect(messageExcerpt("webhook", { body: { text: "a < b" } })).toBe('{"body":{"text":"a < b"}}');
  expect(messageExcerpt("discord", { content: "x".repeat(5000) })).toHaveLength(400);
  expect(messageExcerpt("slack", null)).toBe("");
});
