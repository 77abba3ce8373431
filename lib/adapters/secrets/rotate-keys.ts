import type { Pool } from "pg";
import type { KeyWrapper } from "@/lib/ports/secrets";
import { listKeysToRewrap, replaceWrapping } from "./data-keys";
import { openDataKey } from "./envelope";

const PAGE = 200;

/**
 * Wraps every data key with the current wrapping key. The data keys stay the same, so nothing is encrypted again. Each row
 * changes on its own: stopped anywhere, the next call does the rest. Old wrapping keys must stay at hand until it returned.
 */
export async function rotateKeys(pool: Pool, wrappers: readonly [KeyWrapper, ...KeyWrapper[]]): Promise<{ rewrapped: number; wrappedBy: string }> {
  const wrappedBy = await wrappers[0].current();
  let rewrapped = 0;
  let afterId = "";
  for (;;) {
    const page = await listKeysToRewrap(pool, wrappedBy, afterId, PAGE);
    for (const row of page) {
      const dataKey = await openDataKey(wrappers, row);
      const wrapped = await wrappers[0].wrap(dataKey, { organizationId: row.organizationId, dataKeyId: row.id });
      if (await replaceWrapping(pool, row, wrapped)) rewrapped++;
      afterId = row.id;
    }
    if (page.length < PAGE) return { rewrapped, wrappedBy };
  }
}
