import { describe, expect, it } from "vitest";
import { walk, type SliceOrder } from "./walk";

const ids = Array.from({ length: 10_000 }, (_, i) => ({ id: `evt_${String(10_000 - i).padStart(6, "0")}` }));

/** Reading one row takes `rowMs` of a clock of its own. */
function table(fits: (id: string) => boolean, rowMs = 0) {
  let nowMs = 0;
  const orders: SliceOrder[] = [];
  const read = async (order: SliceOrder) => {
    orders.push(order);
    const from = order.cursor === undefined ? 0 : ids.findIndex(({ id }) => id < (order.cursor ?? ""));
    const scanned = from < 0 ? [] : ids.slice(from, from + order.size);
    nowMs += scanned.length * rowMs;
    return { rows: scanned.filter(({ id }) => fits(id)).slice(0, order.limit), scanned: scanned.length, lastScanned: scanned.at(-1)?.id ?? null };
  };
  return { orders, walk: (page: { cursor?: string; limit: number }) => walk(page, read, () => nowMs) };
}

describe("walk", () => {
  it("reads one slice where everything fits", async () => {
    const { orders, walk } = table(() => true);
    const { rows, next } = await walk({ limit: 50 });
    expect(rows).toEqual(ids.slice(0, 50));
    expect(next).toBe(rows.at(-1)?.id);
    expect(orders).toHaveLength(1);
  });

  it("finds each match once over all pages, however rare", async () => {
    const { walk } = table((id) => Number(id.slice(4)) % 1234 === 0, 0.2);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await walk({ limit: 3, ...(cursor && { cursor }) });
      found.push(...page.rows.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(found).toEqual(ids.filter(({ id }) => Number(id.slice(4)) % 1234 === 0).map(({ id }) => id));
  });

  it("stops in time and says where to go on and how far it came", async () => {
    const { walk } = table(() => false, 0.05);
    const { rows, next, scanned } = await walk({ limit: 50 });
    expect(rows).toEqual([]);
    expect(scanned).toBeGreaterThan(500);
    expect(scanned).toBeLessThanOrEqual(1100);
    expect(next).toBe(ids[scanned - 1]?.id);
  });

  it("names no next page when the rows are used up", async () => {
    const { walk } = table(() => false);
    expect(await walk({ limit: 50 })).toEqual({ rows: [], next: null, scanned: ids.length });
  });
});
