import type { stepCatalog } from "./catalog";
import { executeClassify } from "./classify/execute";
import type { StepExecutor } from "./contract";
import { executeDedupe } from "./dedupe/execute";
import { executeEnrichCompany } from "./enrich-company/execute";
import { executeEnrichEntity } from "./enrich-entity/execute";
import { executeEnrichHttp } from "./enrich-http/execute";
import { executeEnrichPerson } from "./enrich-person/execute";
import { executeFilterMatch } from "./filter-match/execute";
import { executeRedactPii } from "./redact-pii/execute";
import { executeSample } from "./sample/execute";
import { executeSummarize } from "./summarize/execute";
import { executeThrottle } from "./throttle/execute";
import { executeTransform } from "./transform/execute";
import { executeTranslate } from "./translate/execute";
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
  "enrich.person": executeEnrichPerson,
  "enrich.company": executeEnrichCompany,
  "enrich.http": executeEnrichHttp,
  classify: executeClassify,
  summarize: executeSummarize,
  translate: executeTranslate,
  "redact.pii": executeRedactPii,
  transform: executeTransform,
  "upsert.entity": executeUpsertEntity,
};
