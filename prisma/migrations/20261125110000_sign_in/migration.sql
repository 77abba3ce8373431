ALTER TABLE "users"
  ADD COLUMN "session_revision" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "active_organization_id" TEXT;

CREATE TABLE "invitations" (
  "id" TEXT NOT NULL,
  "organization_id" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "token_hash" TEXT NOT NULL,
  "invited_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "accepted_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");
CREATE INDEX "invitations_organization_id_id_idx" ON "invitations"("organization_id", "id");
CREATE INDEX "invitations_email_idx" ON "invitations"("email");

CREATE TABLE "setup_tokens" (
  "token_hash" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "setup_tokens_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "sign_in_limits" (
  "key" TEXT NOT NULL,
  "empty_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "sign_in_limits_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "sign_in_limits_empty_at_idx" ON "sign_in_limits"("empty_at");
