import { env, type Env } from "@/lib/env";

export type InngestSettings = {
  eventKey: string;
  signingKey: string;
  /** A self-hosted server; Inngest Cloud otherwise. */
  baseUrl?: string | undefined;
};

/** How this process reaches Inngest; null = the embedded engine runs the functions. Throws when half of it is set. */
export function inngestSettings(environment: Env = env()): InngestSettings | null {
  if (!environment.isInngestConfigured) return null;
  const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey, INNGEST_BASE_URL: baseUrl } = environment;
  if (!eventKey || !signingKey) throw new Error("INNGEST_BASE_URL is set: expected INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY as well, as the server has them");
  return { eventKey, signingKey, baseUrl };
}
