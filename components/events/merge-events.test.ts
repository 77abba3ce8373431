import { describe, expect, it } from "vitest";
import { mergeEvents, splitAt, tailAnchor } from "./merge-events";

const row = (id: string, status = "queued") => ({ id, status });

describe("mergeEvents", () => {
  it("shows each once, newest first, and as it stands now", () => {
    expect(mergeEvents([row("3"), row("1")], [row("4"), row("3", "succeeded"), row("2")])).toEqual([row("4"), row("3", "succeeded"), row("2"), row("1")]);
  });
});

describe("tailAnchor", () => {
  it("lies behind the newest rows, or at the oldest of few", () => {
    expect(tailAnchor([row("9"), row("8"), row("7")], 1)).toBe("8");
    expect(tailAnchor([row("9"), row("8")], 30)).toBe("8");
    expect(tailAnchor([], 30)).toBeUndefined();
  });
});

describe("splitAt", () => {
  it("holds back what came after the row a list is frozen at", () => {
    const rows = [row("5"), row("4"), row("3")];
    expect(splitAt(rows, "4")).toEqual({ shown: [row("4"), row("3")], heldBack: 1 });
    expect(splitAt(rows, null)).toEqual({ shown: rows, heldBack: 0 });
    expect(splitAt(rows, "2")).toEqual({ shown: [], heldBack: 3 });
  });
});
