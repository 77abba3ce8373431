import type { Pool } from "pg";
import { z } from "zod";
import { sourceRuleSchema } from "@/lib/pipeline/definition";
import { createDeclaration } from "./declaration";
import { toRateLimit } from "./rate-limit";
import { createRouting, type ActivePipeline, type RoutedSource, type Routing } from "./routing";
import { knownVersions, shapeOf } from "./version-shape";

const routedPipelinesSchema = z.array(
  z.object({ pipelineId: z.string(), versionId: z.string(), sources: z.array(sourceRuleSchema), definition: z.unknown(), blocked: z.array(z.string()) }),
);
const routedSourcesSchema = z.array(
  z
    .object({ id: z.string(), slug: z.string(), isActive: z.boolean(), dedupeWindowMs: z.number(), perSecond: z.number().nullable(), burst: z.number().nullable() })
    .transform(({ perSecond, burst, ...source }): RoutedSource => ({ ...source, limit: toRateLimit(perSecond, burst) })),
);
const declarationsSchema = z.array(
  z.object({
    type: z.string(),
    mode: z.enum(["off", "warn", "refuse"]),
    definition: z.json(),
    idempotency: z.object({ key: z.string(), windowMs: z.number().optional() }).nullable(),
  }),
);

/** Revision, sources, active versions, declared types and what takes messages at one moment: one statement, hence one snapshot. */
export async function loadRouting(organizationId: string, pool: Pool): Promise<Routing | null> {
  const result = await pool.query<RoutingRow>({
    name: "load_routing",
    text: `SELECT routing_revision AS revision,
        (SELECT coalesce(json_agg(json_build_object(
            'id', s.id, 'slug', s.slug, 'isActive', s.status = 'active', 'dedupeWindowMs', s.dedupe_window_ms,
            'perSecond', s.rate_per_second, 'burst', s.rate_burst)), '[]')
          FROM sources s WHERE s.organization_id = o.id) AS sources,
        (SELECT coalesce(json_agg(json_build_object(
            'pipelineId', p.id, 'versionId', v.id, 'sources', coalesce(v.definition->'sources', '[]'),
            'definition', CASE WHEN v.id <> ALL ($2::text[]) THEN v.definition END,
            'blocked', ARRAY(SELECT destination_id FROM destination_attention b WHERE b.pipeline_id = p.id)) ORDER BY p.id), '[]')
          FROM pipelines p JOIN pipeline_versions v ON v.id = p.active_version_id AND v.organization_id = o.id
          WHERE p.organization_id = o.id AND p.status = 'active') AS pipelines,
        (SELECT coalesce(json_agg(json_build_array(c.id, c.revision)), '[]') FROM connections c
          WHERE c.organization_id = o.id AND c.status = 'active') AS connections,
        (SELECT coalesce(json_agg(json_build_object(
            'type', d.event_type, 'mode', d.mode, 'definition', d.definition, 'idempotency', d.idempotency)), '[]')
          FROM (SELECT DISTINCT ON (event_type) * FROM event_schemas WHERE organization_id = o.id ORDER BY event_type, version DESC) d) AS declarations
      FROM organizations o WHERE o.id = $1`,
    values: [organizationId, knownVersions()],
  });
  const row = result.rows[0];
  if (!row) return null;
  const revisions = new Map(row.connections);
  const pipelines = routedPipelinesSchema.parse(row.pipelines).map((pipeline) => toActivePipeline(pipeline, revisions));
  const declared = declarationsSchema.parse(row.declarations);
  const declarations = new Map(declared.map(({ type, mode, definition, idempotency }) => [type, createDeclaration(mode, definition, idempotency)]));
  return createRouting(row.revision, routedSourcesSchema.parse(row.sources), pipelines, declarations);
}

type RoutingRow = { revision: number; sources: unknown; pipelines: unknown; connections: [string, number][]; declarations: unknown };

function toActivePipeline(
  { pipelineId, versionId, sources, definition, blocked }: z.infer<typeof routedPipelinesSchema>[number], revisions: Map<string, number>,
): ActivePipeline {
  const shape = shapeOf(versionId, definition ?? null);
  if (!shape.isPure) return { pipelineId, versionId, sources, sendable: null };
  const sendable = new Map<string, number>();
  for (const { id, connectionId } of shape.destinations) {
    const revision = revisions.get(connectionId);
    if (revision !== undefined && !blocked.includes(id)) sendable.set(id, revision);
  }
  return { pipelineId, versionId, sources, sendable };
}

export async function readRevision(organizationId: string, pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ revision: number }>({
    name: "read_revision",
    text: "SELECT routing_revision AS revision FROM organizations WHERE id = $1",
    values: [organizationId],
  });
  return rows[0]?.revision ?? null;
}
