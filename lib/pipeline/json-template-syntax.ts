import type { Json } from "@/lib/durable/contract";
import { refOf, scanRef, type Ref } from "./refs";
import type { OffsetProblem } from "./template-problem";
import { parseProseText, type ProseTemplate } from "./template-prose";

export type JsonNode =
  | { kind: "literal"; value: Json }
  | { kind: "now" }
  | { kind: "ref"; ref: Ref; text: string; offset: number }
  | { kind: "prose"; template: ProseTemplate; offset: number }
  | { kind: "array"; items: JsonNode[] }
  | { kind: "object"; entries: { key: string; value: JsonNode }[]; type: string | null };

/** Deeper documents would exhaust the stack; no receiver takes them. */
const depthMax = 64;

const nothing: JsonNode = { kind: "literal", value: null };

/** A syntax error ends the parse; wrong refs inside texts are all reported. */
export function scanJsonTemplate(source: string): { node: JsonNode; problems: OffsetProblem[] } {
  const scanner = new Scanner(source);
  try {
    const node = scanner.document();
    return { node, problems: scanner.problems };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { node: nothing, problems: [...scanner.problems, { message: error.message, offset: error.offset }] };
  }
}

class SyntaxProblem extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
  }
}

class Scanner {
  readonly problems: OffsetProblem[] = [];
  private at = 0;
  private depth = 0;

  constructor(private readonly source: string) {}

  document(): JsonNode {
    const node = this.value();
    this.skipSpace();
    if (this.at < this.source.length) this.fail("expected the end of the document");
    return node;
  }

  private value(): JsonNode {
    this.skipSpace();
    const character = this.source[this.at];
    if (character === "{") return this.nested(() => this.object());
    if (character === "[") return this.nested(() => this.array());
    if (character === '"') return this.text();
    if (character === "$") return this.bareRef();
    const word = this.take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)|now\(\s*\)/y);
    if (word === undefined) return this.fail('expected a JSON value: {, [, "text", a number, true, false, null, a ref or now()');
    if (word.startsWith("now")) return { kind: "now" };
    const value: Json = JSON.parse(word);
    if (typeof value === "number" && !Number.isFinite(value)) this.fail("expected a number that fits a double", this.at - word.length);
    return { kind: "literal", value };
  }

  private nested(scan: () => JsonNode): JsonNode {
    if (this.depth >= depthMax) this.fail(`expected at most ${depthMax} levels`);
    this.at += 1;
    this.depth += 1;
    const node = scan();
    this.depth -= 1;
    return node;
  }

  private object(): JsonNode {
    const entries = new Map<string, JsonNode>();
    this.list("}", () => {
      const keyAt = this.at;
      const key = this.key();
      if (entries.has(key)) this.fail(`the key ${JSON.stringify(key)} is there twice`, keyAt);
      this.expect(":");
      entries.set(key, this.value());
    });
    const type = entries.get("type");
    return {
      kind: "object",
      entries: [...entries].map(([key, value]) => ({ key, value })),
      type: type?.kind === "literal" && typeof type.value === "string" ? type.value : null,
    };
  }

  private array(): JsonNode {
    const items: JsonNode[] = [];
    this.list("]", () => items.push(this.value()));
    return { kind: "array", items };
  }

  private list(close: string, item: () => void): void {
    this.skipSpace();
    if (this.takeIf(close)) return;
    for (;;) {
      this.skipSpace();
      item();
      this.skipSpace();
      if (this.takeIf(close)) return;
      if (!this.takeIf(",")) this.fail(`expected , or ${close}`);
    }
  }

  private key(): string {
    if (this.source[this.at] === '"') return this.quoted().text;
    return this.take(/[\p{L}_$][\p{L}\p{N}_$-]*/uy) ?? this.fail("expected a key");
  }

  private text(): JsonNode {
    const offset = this.at;
    const { text, offsets } = this.quoted();
    const ref = refOf(text);
    if (ref) return { kind: "ref", ref, text, offset: offset + 1 };
    const { template, problems } = parseProseText(text);
    this.problems.push(...problems.map(({ message, offset: inText }) => ({ message, offset: offsets[inText] ?? offset })));
    if (template.parts.every((part) => typeof part === "string")) return { kind: "literal", value: text };
    return { kind: "prose", template, offset: offset + 1 };
  }

  /** `offsets[i]` is where the decoded text's unit i stands in the source. */
  private quoted(): { text: string; offsets: number[] } {
    const offsets: number[] = [];
    const start = this.at;
    let text = "";
    let at = start + 1;
    while (this.source[at] !== '"') {
      const unit = this.stringUnit(at, start);
      for (let index = 0; index < unit.text.length; index += 1) offsets.push(at);
      text += unit.text;
      at += unit.length;
    }
    offsets.push(at);
    this.at = at + 1;
    return { text, offsets };
  }

  private stringUnit(at: number, start: number): { text: string; length: number } {
    const character = this.source[at];
    if (character === undefined) return this.fail('expected " to close the text', start);
    if (character < " ") return this.fail("expected \\n or \\u00XX for a control character in a text", at);
    if (character !== "\\") return { text: character, length: 1 };
    this.at = at;
    const escaped = this.take(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y);
    if (escaped === undefined) return this.fail("expected a JSON escape such as \\n or \\u00e9", at);
    return { text: String(JSON.parse(`"${escaped}"`)), length: escaped.length };
  }

  private bareRef(): JsonNode {
    const offset = this.at;
    const scanned = scanRef(this.source, offset, "strict");
    if (scanned === null) return this.fail("expected a ref such as $event.id; this root is unknown");
    if ("error" in scanned) return this.fail(scanned.error, scanned.at);
    this.at = scanned.end;
    return { kind: "ref", ref: scanned.ref, text: this.source.slice(offset, scanned.end), offset };
  }

  private expect(token: string): void {
    this.skipSpace();
    if (!this.takeIf(token)) this.fail(`expected ${token}`);
  }

  private takeIf(token: string): boolean {
    if (!this.source.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.source)?.[0];
    this.at += taken?.length ?? 0;
    return taken;
  }

  private skipSpace(): void {
    this.take(/[\s\ufeff]*/y);
  }

  private fail(message: string, offset = this.at): never {
    throw new SyntaxProblem(message, offset);
  }
}
