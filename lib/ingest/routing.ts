import type { SourceRule } from "@/lib/pipeline/definition";
import { matchesType } from "@/lib/pipeline/match";
import type { Declaration } from "./declaration";
import type { RateLimit } from "./rate-limit";

/** A pipeline's active version: what an event that fits one of its rules starts. */
export type ActivePipeline = {
  pipelineId: string;
  versionId: string;
  sources: SourceRule[];
  /**
   * Set where none of its steps needs a durable engine: its destinations that take messages now, with the revisions of
   * their connections.
   */
  sendable: ReadonlyMap<string, number> | null;
};

export type RoutedSource = { id: string; slug: string; isActive: boolean; dedupeWindowMs: number; limit: RateLimit | null };

/** One organization's way from events to pipelines, as it was at one revision. */
export type Routing = {
  revision: number;
  sources: ReadonlyMap<string, RoutedSource>;
  /** What is declared of an event type; undefined for a type that is not. */
  declarations: ReadonlyMap<string, Declaration>;
  /** The pipelines an event starts, in the pipelines' own order. */
  match(sourceId: string, type: string): readonly ActivePipeline[];
  /** One active pipeline, whatever events it listens to. */
  pipeline(id: string): ActivePipeline | undefined;
};

/** How many (source, type) answers are remembered; types beyond are matched each time. */
const rememberedMax = 10_000;
const none: readonly ActivePipeline[] = [];

/**
 * The cost of an event does not depend on how many pipelines there are: rules without a wildcard are found by their
 * text, the others are tried once for every new pair of source and type.
 */
export function createRouting(revision: number, sources: RoutedSource[], pipelines: ActivePipeline[], declarations: ReadonlyMap<string, Declaration> = new Map()): Routing {
  const literal = new Map<string, number[]>();
  const patterns: { place: number; source: string | null; match: string | undefined }[] = [];
  pipelines.forEach((pipeline, place) => {
    // A pipeline without any rule takes every event.
    if (pipeline.sources.length === 0) patterns.push({ place, source: null, match: undefined });
    for (const { source, match } of pipeline.sources) {
      if (!match || match.includes("*")) patterns.push({ place, source, match });
      else addTo(literal, pairKey(source, match), place);
    }
  });
  const remembered = new Map<string, readonly ActivePipeline[]>();

  function find(sourceId: string, type: string, key: string): readonly ActivePipeline[] {
    const places = new Set(literal.get(key));
    for (const { place, source, match } of patterns) {
      if ((source === null || source === sourceId) && matchesType(match, type)) places.add(place);
    }
    if (places.size === 0) return none;
    return pipelines.filter((_, place) => places.has(place));
  }

  return {
    revision,
    sources: new Map(sources.map((source) => [source.id, source])),
    declarations,
    pipeline: (id) => pipelines.find(({ pipelineId }) => pipelineId === id),
    match(sourceId, type) {
      const key = pairKey(sourceId, type);
      const known = remembered.get(key);
      if (known) return known;
      const found = find(sourceId, type, key);
      if (remembered.size < rememberedMax) remembered.set(key, found);
      return found;
    },
  };
}

/** Ids hold no newline. */
function pairKey(sourceId: string, type: string): string {
  return `${sourceId}\n${type}`;
}

function addTo(map: Map<string, number[]>, key: string, place: number): void {
  const places = map.get(key);
  if (places) places.push(place);
  else map.set(key, [place]);
}
