import { classify } from "./classify/definition";
import { filterMatch } from "./filter-match/definition";
import { redactPii } from "./redact-pii/definition";
import { transform } from "./transform/definition";

/** Every step kind, in the palette's order. */
export const stepCatalog = [filterMatch, classify, redactPii, transform] as const;
