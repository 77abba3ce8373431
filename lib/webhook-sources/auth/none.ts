import type { WebhookAuth } from "./contract";

/** Whoever knows the address may send: for trying things out. */
export const none: WebhookAuth = { isProven: () => true };
