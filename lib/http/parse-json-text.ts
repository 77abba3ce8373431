import { isUtf8 } from "node:buffer";
import { UserError } from "@/lib/errors";

/** Parses a body; throws `invalid_json` saying where it stops being JSON. */
export function parseJsonText(body: Buffer): unknown {
  if (!isUtf8(body)) throw new UserError("invalid_json", "The body is not valid UTF-8");
  const text = body.toString("utf8");
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw new UserError("invalid_json", describeFault(text));
  }
}

function describeFault(text: string): string {
  if (text.trim() === "") return "The body is empty: expected JSON";
  const position = jsonFaultPosition(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  const column = position - before.lastIndexOf("\n");
  const found = position >= text.length ? "the text ends too early" : `unexpected ${JSON.stringify(text[position])}`;
  return `The body is not valid JSON: ${found} at position ${position} (line ${line}, column ${column})`;
}

const token = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)))/y;

/**
 * The offset of the first token JSON does not allow there, the text's length if it ends too early. V8's own messages leave
 * the position out for short inputs. Runs only on text that JSON.parse refused; one pass, no recursion.
 */
function jsonFaultPosition(text: string): number {
  const open: ("object" | "array")[] = [];
  let expected: "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "next" = "value";
  let offset = 0;
  while (offset < text.length) {
    token.lastIndex = offset;
    const match = token.exec(text);
    if (!match) break;
    const [whole, mark, string, scalar] = match;
    const start = token.lastIndex - whole.trimStart().length;
    const container = open.at(-1);
    const isValue = expected === "value" || expected === "valueOrEnd";
    if (isValue && (mark === "{" || mark === "[")) {
      open.push(mark === "{" ? "object" : "array");
      expected = mark === "{" ? "keyOrEnd" : "valueOrEnd";
    } else if (isValue && (string !== undefined || scalar !== undefined)) {
      expected = "next";
    } else if ((expected === "key" || expected === "keyOrEnd") && string !== undefined) {
      expected = "colon";
    } else if (expected === "colon" && mark === ":") {
      expected = "value";
    } else if (expected === "next" && mark === "," && container) {
      expected = container === "object" ? "key" : "value";
    } else if (mark === "}" && container === "object" && (expected === "next" || expected === "keyOrEnd")) {
      open.pop();
      expected = "next";
    } else if (mark === "]" && container === "array" && (expected === "next" || expected === "valueOrEnd")) {
      open.pop();
      expected = "next";
    } else {
      return start;
    }
    offset = token.lastIndex;
  }
  while (offset < text.length && " \t\n\r".includes(text.charAt(offset))) offset++;
  return offset;
}
