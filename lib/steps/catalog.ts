import { classify } from "./classify/definition";
import { dedupe } from "./dedupe/definition";
import { enrichCompany } from "./enrich-company/definition";
import { enrichEntity } from "./enrich-entity/definition";
import { enrichHttp } from "./enrich-http/definition";
import { enrichPerson } from "./enrich-person/definition";
import { filterMatch } from "./filter-match/definition";
import { redactPii } from "./redact-pii/definition";
import { sampleEvents } from "./sample/definition";
import { summarize } from "./summarize/definition";
import { throttle } from "./throttle/definition";
import { transform } from "./transform/definition";
import { translate } from "./translate/definition";
import { upsertEntity } from "./upsert-entity/definition";

/** Every step kind, in the palette's order. */
export const stepCatalog = [
  filterMatch, dedupe, throttle, sampleEvents,
  enrichEntity, enrichPerson, enrichCompany, enrichHttp, classify, summarize, translate,
  redactPii, transform, upsertEntity,
] as const;
