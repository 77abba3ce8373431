import { classify } from "./classify/definition";
import { dedupe } from "./dedupe/definition";
import { enrichEntity } from "./enrich-entity/definition";
import { filterMatch } from "./filter-match/definition";
import { redactPii } from "./redact-pii/definition";
import { sampleEvents } from "./sample/definition";
import { throttle } from "./throttle/definition";
import { transform } from "./transform/definition";
import { upsertEntity } from "./upsert-entity/definition";

/** Every step kind, in the palette's order. */
export const stepCatalog = [filterMatch, dedupe, throttle, sampleEvents, enrichEntity, classify, redactPii, transform, upsertEntity] as const;
