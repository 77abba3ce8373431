CREATE TABLE entity_writes (
  id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  traits JSONB NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT entity_writes_pkey PRIMARY KEY (id)
);
CREATE INDEX entity_writes_entity_id_id_idx ON entity_writes (entity_id, id);
ALTER TABLE entity_writes ADD CONSTRAINT entity_writes_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES entities (id) ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX entities_organization_id_id_idx ON entities (organization_id, id);
CREATE INDEX entities_words_idx ON entities USING gin ((to_tsvector('simple'::regconfig, external_id) || jsonb_to_tsvector('simple'::regconfig, traits, '["string", "numeric"]')));

CREATE TABLE entity_imports (
  id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'running',
  rows JSONB NOT NULL,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  errors JSONB NOT NULL DEFAULT '[]',
  failed INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at TIMESTAMPTZ(3),
  CONSTRAINT entity_imports_pkey PRIMARY KEY (id)
);
CREATE INDEX entity_imports_organization_id_id_idx ON entity_imports (organization_id, id);

-- One level deep: what is written replaces what has its name, and null takes it away.
CREATE FUNCTION merge_traits(p_old JSONB, p_written JSONB) RETURNS JSONB LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (p_old || p_written) - ARRAY(SELECT key FROM jsonb_each(p_written) WHERE value = 'null'::jsonb)
$$;
