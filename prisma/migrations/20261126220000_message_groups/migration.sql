ALTER TABLE deliveries ADD COLUMN group_key TEXT;

CREATE TABLE message_groups (
  organization_id TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  destination_id TEXT NOT NULL,
  key TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  target JSONB NOT NULL,
  receipt JSONB NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT message_groups_pkey PRIMARY KEY (pipeline_id, destination_id, key)
);
CREATE INDEX message_groups_expires_at_idx ON message_groups (expires_at);
