CREATE TABLE "rate_limits" (
  "key" TEXT NOT NULL,
  "empty_at" TIMESTAMPTZ(6) NOT NULL,
  "granted" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "rate_limits_empty_at_idx" ON "rate_limits"("empty_at");

ALTER TABLE "api_keys"
  ADD COLUMN "rate_per_second" DOUBLE PRECISION,
  ADD COLUMN "rate_burst" INTEGER;

ALTER TABLE "sources"
  ADD COLUMN "rate_per_second" DOUBLE PRECISION,
  ADD COLUMN "rate_burst" INTEGER;

ALTER TABLE "event_schemas" ADD COLUMN "idempotency" JSONB;

ALTER TABLE "events" ADD COLUMN "schema_problems" JSON;

ALTER TABLE "rejections"
  ADD COLUMN "problems" JSON,
  ADD COLUMN "idempotency_key" TEXT,
  ADD COLUMN "occurred_at" TIMESTAMPTZ(3),
  ADD COLUMN "traceparent" TEXT,
  ADD COLUMN "event_id" TEXT;

ALTER TABLE "event_schemas" ALTER COLUMN "definition" TYPE JSON;

CREATE INDEX "rejections_organization_id_type_id_idx" ON "rejections"("organization_id", "type", "id");
CREATE INDEX "rejections_limited_idx" ON "rejections"("source_id", "id") WHERE (reason = 'rate_limited'::text);
