ALTER TABLE deliveries ADD COLUMN carried_by TEXT;
CREATE INDEX deliveries_carried_by_idx ON deliveries (carried_by, id) WHERE carried_by IS NOT NULL;

CREATE TABLE digests (
  carrier_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  destination_id TEXT NOT NULL,
  key TEXT NOT NULL,
  names TEXT[] NOT NULL,
  opened_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closes_at TIMESTAMPTZ(3) NOT NULL,
  closed_at TIMESTAMPTZ(3),
  CONSTRAINT digests_pkey PRIMARY KEY (carrier_id)
);
CREATE UNIQUE INDEX digests_open_key ON digests (pipeline_id, destination_id, key) WHERE closed_at IS NULL;
