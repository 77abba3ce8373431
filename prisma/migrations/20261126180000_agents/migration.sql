CREATE TABLE "agents" (
  "id" TEXT NOT NULL,
  "organization_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "key_hash" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "source_id" TEXT NOT NULL,
  "pipeline_ids" TEXT[],
  "created_by" TEXT,
  "last_used_at" TIMESTAMPTZ(3),
  "expires_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "agents_key_hash_key" ON "agents"("key_hash");
CREATE INDEX "agents_organization_id_id_idx" ON "agents"("organization_id", "id");
