import { z } from "zod";

/**
 * Lists are paged by id, newest first: ids sort by creation, so a page is `id < cursor ORDER BY id DESC LIMIT limit + 1`.
 * Put it into a route's query schema: `z.object({ ...pageQuery, type: z.string().optional() })`.
 */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** What the page before answered as `next`. */
  cursor: idText("expected the `next` of an earlier page").optional(),
};

/** An id that rows are compared with. */
export function idText(message: string) {
  return z.string().regex(/^[a-z]+_[0-9A-Z]{26}$/, message);
}

export type Page<T> = { data: T[]; next: string | null };

/** `rows` are up to `limit + 1`: the one too many tells that there is a next page. */
export function pageOf<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const data = rows.slice(0, limit);
  return { data, next: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}

/** The body schema of a list whose rows are `row`. */
export function pageSchema<T extends z.ZodType>(row: T) {
  return z.object({ data: z.array(row), next: z.string().nullable() });
}

/** Of a list whose filters may reach beyond its indexes: a page may be short, even empty, and still name a next one. */
export function scannedPageSchema<T extends z.ZodType>(row: T) {
  return pageSchema(row).extend({
    /** Rows looked at for this page. */
    scanned: z.number(),
  });
}
