import { env } from "../env";
import { systemClock } from "../ports/clock";
import { createSlackSandbox, type SlackSandbox } from "./create-slack-sandbox";
import { readCredentials, seedWorkspace, type SandboxCredentials } from "./seed-workspace";
import { openProcessStore } from "./store";
import type { SlackSandboxStore } from "./store-port";

export type ProcessSandbox = {
  sandbox: SlackSandbox;
  store: SlackSandboxStore;
  /** How to get in; a bot token that was revoked is replaced by a new one. */
  credentials(): Promise<SandboxCredentials>;
  /** What a connection to the sandbox is given as Slack's addresses. */
  apiUrl: string;
  authorizeUrl: string;
};

/** The sandbox workspace of this process, or null while it is switched off. Nothing is written before the first use. */
export async function processSandbox(): Promise<ProcessSandbox | null> {
  if (!env().isSandboxOn) return null;
  const holder = globalThis as typeof globalThis & { ingestlayerSlackSandbox?: Promise<ProcessSandbox> };
  holder.ingestlayerSlackSandbox ??= open();
  try {
    return await holder.ingestlayerSlackSandbox;
  } catch (error) {
    // A database that was away must not switch the sandbox off for good.
    delete holder.ingestlayerSlackSandbox;
    throw error;
  }
}

async function open(): Promise<ProcessSandbox> {
  const { publicUrl, PORT } = env();
  const webUrl = `${publicUrl}/sandbox/slack`;
  const store = openProcessStore();
  await seedWorkspace(store, [publicUrl, `http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`]);
  // Listing is limited for tests of patience only; here it would make a person wait for nothing.
  const sandbox = createSlackSandbox({ store, clock: systemClock, limits: { list: "off" }, webUrl });
  return {
    sandbox,
    store,
    credentials: () => readCredentials(store),
    apiUrl: `${webUrl}/api/`,
    authorizeUrl: `${webUrl}/oauth/v2/authorize`,
  };
}
