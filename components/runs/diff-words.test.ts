import { describe, expect, it } from "vitest";
import { diffWords } from "./diff-words";

const text = (kinds: string[], before: string, after: string) => diffWords(before, after).filter(({ kind }) => kinds.includes(kind)).map((part) => part.text).join("");

describe("the difference of two texts", () => {
  it("marks each redacted place by itself", () => {
    const parts = diffWords("Call jane@example.com or +1 415 now", "Call [email redacted] or [phone redacted] now");
    expect(parts[0]).toEqual({ kind: "same", text: "Call " });
    expect(parts.filter(({ kind }) => kind === "removed")[0]?.text).toContain("jane@example.com");
    expect(parts.some(({ kind, text: words }) => kind === "same" && words.includes("or"))).toBe(true);
  });

  it.each([["", ""], ["", "new"], ["old", ""], ["a b  c\n", "a  c d"], ["émile 🙂 x", "émile x 🙂"], ["x ".repeat(900), "y ".repeat(900)]])("loses nothing of %j and %j", (before, after) => {
    expect(text(["same", "removed"], before, after)).toBe(before);
    expect(text(["same", "added"], before, after)).toBe(after);
  });
});
