import { randomSecret } from "./random-id";
import type { SandboxSeed, SandboxToken, SlackSandboxStore } from "./store-port";

export const teamId = "T0SANDBOX01";
export const botUserId = "U0SANDBOT01";
export const appId = "A0SANDBOX01";
export const clientId = "1000000000001.2000000000002";

/** What the product asks for, and no more. */
export const defaultScopes = ["chat:write", "chat:write.public", "channels:read", "groups:read"];

export type SandboxCredentials = { teamId: string; clientId: string; clientSecret: string; botToken: string };

/** Creates the default workspace where there is none, and says how to get in. Safe to call at any time, from any process. */
export async function seedWorkspace(store: SlackSandboxStore, redirectUris: string[]): Promise<SandboxCredentials> {
  await store.seed(defaultSeed(redirectUris));
  return readCredentials(store);
}

/** How to get into the workspace. A bot token that was revoked, as a disconnect does, is replaced by a new one. */
export async function readCredentials(store: SlackSandboxStore): Promise<SandboxCredentials> {
  const app = await store.findAppByClientId(clientId);
  const token = (await store.findLiveToken(teamId, appId)) ?? (await issueToken(store));
  return { teamId, clientId, clientSecret: app?.clientSecret ?? "", botToken: token.token };
}

async function issueToken(store: SlackSandboxStore): Promise<SandboxToken> {
  const token = {
    token: `xoxb-sandbox-${randomSecret()}`,
    teamId,
    appId,
    userId: botUserId,
    scopes: defaultScopes,
    revokedReason: null,
  };
  await store.saveToken(token);
  return token;
}

function defaultSeed(redirectUris: string[]): SandboxSeed {
  const channel = (id: string, name: string, options: { topic?: string; isPrivate?: boolean; isArchived?: boolean; hasBot?: boolean } = {}) => ({
    id,
    teamId,
    name,
    topic: options.topic ?? "",
    isPrivate: options.isPrivate ?? false,
    isArchived: options.isArchived ?? false,
    memberIds: ["U0SANDADA01", ...(options.hasBot ? [botUserId] : [])],
  });
  return {
    team: { id: teamId, name: "Sandbox", domain: "sandbox" },
    users: [
      { id: "U0SANDADA01", teamId, name: "ada", realName: "Ada", appId: null, botId: null },
      { id: botUserId, teamId, name: "ingestlayer", realName: "Ingestlayer", appId, botId: "B0SANDBOT01" },
    ],
    apps: [
      {
        id: appId,
        clientId,
        clientSecret: randomSecret(),
        name: "Ingestlayer",
        redirectUris,
        scopes: [...defaultScopes, "channels:join", "channels:manage", "groups:write", "chat:write.customize", "users:read"],
      },
    ],
    channels: [
      channel("C0SANDGENER", "general", { topic: "Everything and everybody", hasBot: true }),
      channel("C0SANDALERT", "alerts", { topic: "What needs somebody now" }),
      channel("C0SANDPAYMT", "payments"),
      channel("C0SANDSIGNU", "signups"),
      channel("C0SANDSUPPO", "support"),
      channel("C0SANDONCAL", "oncall-private", { topic: "The bot is not invited here", isPrivate: true }),
      channel("C0SANDPRIVM", "private-member", { topic: "Private, and the bot is in it", isPrivate: true, hasBot: true }),
      channel("C0SANDOLDAR", "old-archive", { isArchived: true }),
    ],
    tokens: [],
  };
}
