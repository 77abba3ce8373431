import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeDiscord, escapeHtml, escapeNone, escapeSlack, escapeSlackUrl, escapeTelegramHtml, escapeUrl, type Escape, type Position } from "./escape";
import { proseOf, renderProse } from "./template-prose";
import { sampleContext } from "./testing/sample-context";

const hostile = fc.array(
  fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 6 }),
    fc.constantFrom(
      "<!channel>", "<@U1>", "<#C1|x>", "<https://evil.io|Reset>", "<!subteam^S1>", "&lt;!here&gt;", "@everyone", "@here", "<@&1>", "<:e:1>", "</cmd:1>", "<t:1>",
      "@admin", "/start", "#tag", "$USD", "@", "/", "#", "$", "<b>", "</b>", "<script>", '" onclick="x', "' x='", "javascript:alert(1)", "JaVaScRiPt:x", " javascript:x",
      "data:text/html,x", "https://evil.io/a b|c>d", "https://evil.io/)*", "mailto:a@b.c?x=<y>", "http://x`y`", "[l](https://evil.io)", "](https://evil.io)", "](", ")", "**", "__", "~~",
      "||", "`", "```", "\\", "\\\\", "> ", "\n> ", "\n# ", "\n- ", "\n1. ", ". x", "1", "-#", "https://evil.io", "https:", "//evil.io", "\ud800", "\u0000", "|", ">", "<", "&",
    ),
  ),
  { maxLength: 6 },
).map((parts) => parts.join(""));

function fill(source: string, values: Record<string, string>, escape: Escape): string {
  return renderProse(proseOf(source), sampleContext(values), escape);
}

/** Slack's own three control characters: what it would parse as an entity or decode. */
function slackEntities(text: string): string[] {
  return [...text.matchAll(/<[^>]*>?|>/g)].map(([entity]) => entity);
}

function isSafeTarget(target: string): boolean {
  return target === "" || /^(https?:\/\/|mailto:)[^\s<>|"`]+$/i.test(target);
}

describe("Slack", () => {
  test("escapes & < > and nothing else", () => {
    expect(escapeSlack("a & b <c> \"d\" 'e' *f*")).toBe("a &amp; b &lt;c&gt; \"d\" 'e' *f*");
    expect(escapeSlack("&lt;")).toBe("&amp;lt;");
  });

  test("no value makes an entity, wherever it stands in text", () => {
    fc.assert(fc.property(hostile, hostile, (a, b) => {
      expect(slackEntities(fill("*$event.a* {{ $event.b }}{{ $event.a }} `$event.b`", { a, b }, escapeSlack))).toEqual([]);
    }), { numRuns: 500 });
  });

  test("a link keeps its label and gets a web or mail target or none", () => {
    fc.assert(fc.property(hostile, hostile, (a, b) => {
      const entities = slackEntities(fill("<$event.a|Open> <https://x.io/$event.b|x>", { a, b }, escapeSlack));
      expect(entities).toHaveLength(2);
      const [, target = "missing"] = /^<([^|]*)\|Open>$/.exec(entities[0] ?? "") ?? [];
      expect(isSafeTarget(target)).toBe(true);
      expect(entities[1]).toMatch(/^<https:\/\/x\.io\/[^<>|\s/]*\|x>$/);
    }), { numRuns: 500 });
  });

  test.each([
    ["https://x.io/a?b=1&c=2", "https://x.io/a?b=1&amp;c=2"], ["http://x.io/a b|c>d<e\nf", "http://x.io/a%20b%7Cc%3Ed%3Ce%0Af"], ["mailto:a@b.c", "mailto:a@b.c"],
    ["javascript:alert(1)", ""], ["data:text/html,x", ""], ["ftp://x", ""], ["//x.io", ""], ["x.io", ""], ["", ""], ["\u0001javascript:x", ""],
  ])("the target %j becomes %j", (value, target) => {
    expect(escapeSlackUrl(value)).toBe(target);
  });
});

/** Tags and attributes as a browser or Telegram would read them. */
function htmlTags(text: string): string[] {
  return [...text.matchAll(/<(?:[^>"']|"[^"]*"|'[^']*')*>?/g)].map(([tag]) => tag);
}

function decodeHtml(text: string): string {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
}

describe.each<[string, Escape]>([["HTML", escapeHtml], ["Telegram", escapeTelegramHtml]])("%s", (_name, escape) => {
  test("no value makes a tag or an attribute, and links go to the web or mail only", () => {
    fc.assert(fc.property(hostile, hostile, (a, b) => {
      const html = fill('<a href="$event.a" title="$event.b">$event.a</a> <a href="https://x.io/?q=$event.b">$event.b</a> {{ $event.a }}{{ $event.b }}', { a, b }, escape);
      const [open = "", close, query = "", ...rest] = htmlTags(html);
      const [, target = "missing"] = /^<a href="([^"]*)" title="[^"]*">$/.exec(open) ?? [];
      expect(isSafeTarget(decodeHtml(target))).toBe(true);
      expect(close).toBe("</a>");
      expect(query).toMatch(/^<a href="https:\/\/x\.io\/\?q=[^"'\s<>&#?]*">$/);
      expect(rest).toEqual(["</a>"]);
    }), { numRuns: 500 });
  });

  test("a value shows as what it is", () => {
    expect(decodeHtml(escape("<b>\"Ada's\" & co</b>")).replaceAll("\u2060", "")).toBe("<b>\"Ada's\" & co</b>");
  });
});

test("in Telegram no value mentions, commands or tags, alone or with its neighbour", () => {
  fc.assert(fc.property(hostile, hostile, (a, b) => {
    const text = decodeHtml(fill("hi {{ $event.a }}{{ $event.b }} `$event.a`", { a, b }, escapeTelegramHtml));
    expect(text).not.toMatch(/(?<![\p{L}\p{N}_])[@#$][\p{L}\p{N}_]/u);
    expect(text).not.toMatch(/(?<![\p{L}\p{N}_/])\/[\p{L}\p{N}_]/u);
  }), { numRuns: 500 });
});

/** Discord's Markdown with what a backslash makes plain taken out; code spans first, as nothing is active in them. */
function discordActive(text: string): string[] {
  const outsideCode: string[] = [];
  let at = 0;
  let plain = "";
  while (at < text.length) {
    const run = /^`+/.exec(text.slice(at))?.[0];
    if (run) {
      const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(text.slice(at + run.length));
      if (close) {
        outsideCode.push(plain);
        plain = "";
        at += run.length + close.index + run.length;
        continue;
      }
      plain += run;
      at += run.length;
    } else if (/^\\[^0-9A-Za-z\s]/u.test(text.slice(at))) {
      plain += "\ue001";
      at += String.fromCodePoint(text.codePointAt(at + 1) ?? 0).length + 1;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  outsideCode.push(plain);
  const active = /<[@#:/ta]|@(?:everyone|here)|\*+\S|__\S|(?<!\w)_\S|~~|\|\||\]\(|https?:\/\/|^\s*(?:>|#{1,3} |-# |[-*] |\d+\. )/gm;
  return outsideCode.flatMap((part) => [...part.matchAll(active)].map(([found]) => found));
}

describe("Discord", () => {
  test("the recogniser sees what is active", () => {
    for (const text of ["<@1>", "@everyone", "**b**", "_i_", "~~s~~", "||x||", "[a](https://x.io)", "https://x.io", "> q", "# h", "- l", "1. l", "x\n> q"]) {
      expect(discordActive(text), text).not.toEqual([]);
    }
    expect(discordActive("`**b** <@1>`")).toEqual([]);
  });

  test("no value makes a mention, a link or markup, alone or with its neighbour", () => {
    fc.assert(fc.property(hostile, hostile, (a, b) => {
      expect(discordActive(fill("{{ $event.a }}{{ $event.b }} and `$event.a` then `$event.b` {{ $event.a }}\n{{ $event.b }}", { a, b }, escapeDiscord))).toEqual([]);
    }), { numRuns: 1000 });
  });

  test("a link gets a web or mail target or none", () => {
    fc.assert(fc.property(hostile, hostile, (a, b) => {
      const text = fill("[see $event.b]($event.a)", { a, b }, escapeDiscord);
      expect(text).toMatch(/\]\((?:(?:https?:\/\/|mailto:)[^\s()<>[\]\\|*_~`]+)?\)$/i);
      expect(text.replace(/\\[^0-9A-Za-z\s]/gu, "").match(/\]\(/g)).toHaveLength(1);
    }), { numRuns: 500 });
  });

  test("code keeps its fence, whatever the value", () => {
    fc.assert(fc.property(hostile, (a) => {
      expect(fill("```\n$event.a\n```", { a }, escapeDiscord)).toMatch(/^```\n[^`]+\n```$/);
    }));
  });
});

test("a URL field is a web or mail address or empty", () => {
  fc.assert(fc.property(hostile, (a) => {
    expect(renderProse(proseOf("$event.a", { as: "url" }), sampleContext({ a }), escapeUrl)).toMatch(/^$|^(?:https?:\/\/|mailto:)[^\s"`]+$/i);
    expect(renderProse(proseOf("https://x.io/$event.a", { as: "url" }), sampleContext({ a }), escapeUrl)).toMatch(/^https:\/\/x\.io\/[^/?#\s]*$/);
  }));
});

test("no escape throws on half a surrogate pair, in any position", () => {
  for (const escape of [escapeSlack, escapeTelegramHtml, escapeDiscord, escapeHtml, escapeUrl, escapeNone]) {
    for (const position of ["text", "url", "urlPart", "code"] satisfies Position[]) expect(typeof escape("https://x/\ud800", position)).toBe("string");
  }
});
