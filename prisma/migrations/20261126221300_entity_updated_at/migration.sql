CREATE INDEX entities_organization_id_updated_at_idx ON entities (organization_id, updated_at);
