import { z } from "zod";

const loopbackHosts = new Set(["127.0.0.1", "localhost", "::1"]);
const text = z.string().min(1).optional();
const url = z.url().optional();
const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url,
  DATA_DIR: text,
  DATABASE_URL: text,
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  ENCRYPTION_KEY_FILE: text,
  AWS_KMS_KEY_ID: text,
  AWS_REGION: text,
  AWS_ENDPOINT_URL_KMS: url,
  NEXTAUTH_SECRET: text,
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  OIDC_ISSUER: url,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  INNGEST_BASE_URL: url,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_API_URL: z.url().default("https://slack.com/api/"),
  SLACK_AUTHORIZE_URL: z.url().default("https://slack.com/oauth/v2/authorize"),
  DISCORD_API_URL: z.url().default("https://discord.com/api/v10"),
  TELEGRAM_API_URL: z.url().default("https://api.telegram.org"),
  NOTION_CLIENT_ID: text,
  NOTION_CLIENT_SECRET: text,
  NOTION_API_URL: z.url().default("https://api.notion.com"),
  SLACK_SANDBOX: z.enum(["on", "off"]).optional(),
  ALLOW_PRIVATE_NETWORK: z.string().default(""),
  TRUST_PROXY: z.enum(["on", "off"]).default("off"),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  INBOUND_SMTP_PORT: port.optional(),
  INBOUND_DOMAIN: z.hostname().toLowerCase().optional(),
  RETENTION_DAYS: z.coerce.number().int().min(1).default(30),
});

export type Env = z.infer<typeof schema> & {
  /** Where people and vendors reach this install, without a trailing slash. */
  publicUrl: string;
  isSandboxOn: boolean;
  isInngestConfigured: boolean;
};

/** The whole configuration, read and checked once a process. Throws one Error naming every variable that is wrong. */
export function env(): Env {
  // Next bundles its own copy of every module, hence the singleton on globalThis.
  const holder = globalThis as typeof globalThis & { ingestlayerEnv?: Env };
  return (holder.ingestlayerEnv ??= parseEnv(process.env));
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable means "not set": that is what a copied .env.example leaves behind.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n  ${lines.join("\n  ")}`);
  }
  const values = parsed.data;
  return {
    ...values,
    publicUrl: (values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`).replace(/\/+$/, ""),
    isSandboxOn: (values.SLACK_SANDBOX ?? (loopbackHosts.has(values.HOST) ? "on" : "off")) === "on",
    isInngestConfigured: Boolean((values.INNGEST_EVENT_KEY && values.INNGEST_SIGNING_KEY) || values.INNGEST_BASE_URL),
  };
}

export const environmentVariableNames = Object.keys(schema.shape);
