import { z } from "zod";
import { listConnections } from "@/lib/connections/list-connections";
import { isModelKind } from "@/lib/connections/model-kinds";
import { defineRoute } from "@/lib/http/define-route";
import { KEYWORD_MODEL } from "@/lib/steps/classify/definition";
import { dataOf } from "../route-parts";

const modelProviderSchema = z.object({
  /** What a step's `model` begins with, before `/<model name>`; for `keyword` the whole of it. */
  name: z.string(),
  /** openai | anthropic | openai-compatible; `keyword` follows rules and is no model. */
  kind: z.string(),
  /** Null for what is built in. */
  connection_id: z.string().nullable(),
  /** active | attention */
  status: z.string(),
});

const keyword = { name: KEYWORD_MODEL, kind: "keyword", connection_id: null, status: "active" };

/** Where steps that ask a model can ask: the built-in rules, then each connection to a vendor or a server of one's own. */
export const GET = defineRoute({
  scope: "read",
  response: dataOf(z.array(modelProviderSchema)),
  handler: async ({ actor, db }) => {
    const { data } = await listConnections(db, actor.organizationId, { limit: 200 });
    const connected = data.filter(({ kind }) => isModelKind(kind)).map(({ id, slug, kind, status }) => ({ name: slug, kind, connection_id: id, status }));
    return { data: [keyword, ...connected] };
  },
});
