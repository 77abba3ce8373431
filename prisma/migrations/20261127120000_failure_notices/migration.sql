CREATE TABLE notice_settings (
  organization_id TEXT NOT NULL,
  is_on BOOLEAN NOT NULL,
  channel JSONB,
  digest_ms INTEGER NOT NULL,
  problem_code TEXT,
  problem_detail TEXT,
  problem_at TIMESTAMPTZ(3),
  CONSTRAINT notice_settings_pkey PRIMARY KEY (organization_id)
);

CREATE TABLE failure_notices (
  id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  cause TEXT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT,
  reason TEXT,
  more INTEGER NOT NULL DEFAULT 0,
  round INTEGER NOT NULL DEFAULT 0,
  since TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT failure_notices_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX failure_notices_organization_id_cause_key ON failure_notices (organization_id, cause);
