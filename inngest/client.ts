import { Inngest } from "inngest";
import type { InngestSettings } from "./settings";

export type InngestClientOptions = InngestSettings & {
  fetch?: typeof globalThis.fetch;
  /** Where the SDK writes failures; a pino logger fits. */
  logger: NonNullable<ConstructorParameters<typeof Inngest>[0]["logger"]>;
};

/** Always cloud mode: in dev mode the SDK takes unsigned calls, and anybody could run functions with invented state. */
export function createInngestClient({ eventKey, signingKey, baseUrl, fetch, logger }: InngestClientOptions): Inngest {
  return new Inngest({
    id: "ingestlayer",
    isDev: false,
    eventKey,
    signingKey,
    logger,
    ...(baseUrl ? { baseUrl } : {}),
    ...(fetch ? { fetch } : {}),
  });
}
