-- What a write replaced; null in the writes that are older than this.
ALTER TABLE entity_writes ADD COLUMN before JSONB;
