/**
 * The INSERT that opens the digests of new deliveries or joins those that are open, for a statement that stores them.
 * The CTE `source` must supply id, event_id, organization_id, pipeline_id, destination_id, digest_key (null = none),
 * digest_names (an array, or one as text) and not_before_ms. Answers one row a digest: pipeline_id, destination_id, key, carrier_id, closes_at.
 * It locks an open digest until the commit, so that whoever closes it then sees all that joined; in one order, so that
 * two statements never wait for each other.
 */
export function joinDigestsSql(source: string): string {
  return `INSERT INTO digests AS g (carrier_id, organization_id, pipeline_id, destination_id, key, names, closes_at)
    SELECT DISTINCT ON (pipeline_id, destination_id, digest_key) id, organization_id, pipeline_id, destination_id, digest_key, digest_names::text[], to_timestamp(not_before_ms / 1000)
    FROM ${source} WHERE digest_key IS NOT NULL AND status = 'pending'
    ORDER BY pipeline_id, destination_id, digest_key, event_id, id
    ON CONFLICT (pipeline_id, destination_id, key) WHERE closed_at IS NULL DO UPDATE SET closes_at = g.closes_at
    RETURNING pipeline_id, destination_id, key, carrier_id, closes_at`;
}
