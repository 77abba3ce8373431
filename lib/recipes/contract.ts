import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";

export const recipeTags = ["track", "monitor", "alert"] as const;
export type RecipeTag = (typeof recipeTags)[number];

/**
 * One answer to "what can I pipe to Slack?": an event with its fields, the steps that keep the channel quiet, and a
 * message. Pure data; which destination it goes to is chosen later.
 */
export type Recipe = {
  /** In addresses: `/recipes/route-support-escalations/slack`. Also the draft pipeline's slug. */
  slug: string;
  title: string;
  tag: RecipeTag;
  /** One sentence: what arrives, and what does not. */
  summary: string;
  /** Why a team wants it: two or three sentences. */
  story: string;
  event: string;
  /** The event's declaration in the short YAML form. */
  schema: string;
  steps: readonly { id: string; kind: string; config: { [name: string]: Json } }[];
  message: RecipeMessage;
  samples: {
    /** A payload that arrives. */
    good: JsonObject;
    /** One that does not, and the words why. Without `payload`, it is the good one sent twice. */
    filtered: { payload?: JsonObject; why: string };
  };
  /** Texts in the good sample that no destination may be shown. Empty where the recipe redacts nothing. */
  hidden: readonly string[];
  /** What the sample's `enrich.entity` finds. */
  entities?: readonly { kind: string; externalId: string; traits: JsonObject }[];
  /** What the sample's `enrich.company` reads at the domain's address. */
  homepage?: { domain: string; title: string; description: string; siteName: string };
  questions: readonly RecipeQuestion[];
};

export type RecipeQuestion = { question: string; answer: string };

/**
 * Prose with refs, in one dialect that every chat's markup is made from: `**bold**`, `_italic_` and code in backticks.
 * Event values are escaped for the destination as in any template.
 */
export type RecipeMessage = {
  title: string;
  text: string;
  fields: readonly { label: string; value: string }[];
  context?: string;
};
