import { z } from "zod";
import { eventResourceSchema } from "@/lib/events/event-resource";
import { listEvents } from "@/lib/events/list-events";
import { runStatuses } from "@/lib/events/run-list-store";
import { defineRoute } from "@/lib/http/define-route";
import { idText, pageQuery, scannedPageSchema } from "@/lib/http/paging";
import { findSource } from "@/lib/sources/store";

const time = z.iso.datetime({ offset: true });

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({
    ...pageQuery,
    type: z.string().max(256).optional(),
    /** Id or slug. */
    source: z.string().max(64).optional(),
    /** Of one of its runs. */
    status: z.enum(runStatuses).optional(),
    /** Text in the payload, in any case. */
    q: z.string().min(1).max(200).optional(),
    from: time.optional(),
    to: time.optional(),
    /** Only newer ones than the event of this id. */
    after: idText("expected the id of an event").optional(),
  }),
  response: scannedPageSchema(eventResourceSchema),
  handler: async ({ actor, query, db }) => {
    const source = query.source === undefined ? undefined : await findSource(actor.organizationId, query.source, db);
    if (source === null) return { data: [], next: null, scanned: 0 };
    const filter = {
      type: query.type,
      sourceId: source?.id,
      runStatus: query.status,
      text: query.q,
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
      after: query.after,
    };
    return listEvents(db, actor.organizationId, filter, query);
  },
});
