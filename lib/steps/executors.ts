import type { stepCatalog } from "./catalog";
import { executeClassify } from "./classify/execute";
import type { StepExecutor } from "./contract";
import { executeDedupe } from "./dedupe/execute";
import { executeEnrichEntity } from "./enrich-entity/execute";
import { executeFilterMatch } from "./filter-match/execute";
import { executeRedactPii } from "./redact-pii/execute";
import { executeSample } from "./sample/execute";
import { executeThrottle } from "./throttle/execute";
import { executeTransform } from "./transform/execute";
import { executeUpsertEntity } from "./upsert-entity/execute";

type Catalogued = (typeof stepCatalog)[number];

/** The catalogue's other half: a kind without its executor does not compile. */
export type StepExecutors = { [Kind in Catalogued["id"]]: StepExecutor<Extract<Catalogued, { id: Kind }>> };

export const stepExecutors: StepExecutors = {
  "filter.match": executeFilterMatch,
  dedupe: executeDedupe,
  throttle: executeThrottle,
  sample: executeSample,
  "enrich.entity": executeEnrichEntity,
  classify: executeClassify,
  "redact.pii": executeRedactPii,
  transform: executeTransform,
  "upsert.entity": executeUpsertEntity,
};
