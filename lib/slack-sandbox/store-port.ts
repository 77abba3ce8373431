export type SandboxTeam = { id: string; name: string; domain: string };

export type SandboxApp = {
  id: string;
  clientId: string;
  clientSecret: string;
  name: string;
  /** A redirect_uri must equal or extend one of these. */
  redirectUris: string[];
  /** What the app may ask for at all. */
  scopes: string[];
};

export type SandboxUser = {
  id: string;
  teamId: string;
  name: string;
  realName: string;
  /** Set for the bot user of an app. */
  appId: string | null;
  botId: string | null;
};

export type SandboxChannel = {
  id: string;
  teamId: string;
  name: string;
  topic: string;
  isPrivate: boolean;
  isArchived: boolean;
  memberIds: string[];
  createdAt: Date;
};

export type SandboxToken = {
  token: string;
  teamId: string;
  appId: string;
  userId: string;
  scopes: string[];
  /** Slack's answer to this token once it is dead. */
  revokedReason: RevokedReason | null;
};

export type RevokedReason = "token_revoked" | "account_inactive";

export type SandboxOauthCode = {
  code: string;
  teamId: string;
  appId: string;
  /** Who pressed Allow. */
  userId: string;
  /** Null when the authorize request sent none; then the exchange must send none either. */
  redirectUri: string | null;
  scopes: string[];
  /** PKCE, S256. */
  codeChallenge: string | null;
  expiresAt: Date;
  usedAt: Date | null;
};

export type SandboxMessage = {
  channelId: string;
  /** Seconds and microseconds, unique and rising within a channel. A string: a float would lose digits. */
  ts: string;
  teamId: string;
  userId: string;
  appId: string;
  botId: string;
  /** The name shown instead of the bot's own (chat:write.customize). */
  username: string | null;
  text: string;
  blocks: unknown[] | null;
  attachments: unknown[] | null;
  metadata: unknown;
  /** The parent's ts, for a reply. */
  threadTs: string | null;
  editedTs: string | null;
};


export type SandboxSeed = {
  team: SandboxTeam;
  users: SandboxUser[];
  apps: SandboxApp[];
  channels: Omit<SandboxChannel, "createdAt">[];
  tokens: SandboxToken[];
};

/** Where a sandbox workspace keeps its state. All lookups by name or id stay within one team. */
export type SlackSandboxStore = {
  /** Adds what is missing and leaves what is there, the apps' redirect addresses apart, which follow the seed. */
  seed(seed: SandboxSeed): Promise<void>;
  findTeam(teamId: string): Promise<SandboxTeam | undefined>;
  /** The oldest workspace: the one an authorize page offers when none is named. */
  firstTeam(): Promise<SandboxTeam | undefined>;

  findAppByClientId(clientId: string): Promise<SandboxApp | undefined>;
  findApp(appId: string): Promise<SandboxApp | undefined>;
  findUser(teamId: string, userId: string): Promise<SandboxUser | undefined>;
  /** The oldest member who is no bot. */
  firstPerson(teamId: string): Promise<SandboxUser | undefined>;
  /** The bot user of an app in a team, created as given if there is none. */
  ensureBot(bot: SandboxUser): Promise<SandboxUser>;

  findToken(token: string): Promise<SandboxToken | undefined>;
  /** The living token of an app in a team: Slack keeps one bot token for the pair. */
  findLiveToken(teamId: string, appId: string): Promise<SandboxToken | undefined>;
  saveToken(token: SandboxToken): Promise<void>;
  revokeToken(token: string, reason: RevokedReason): Promise<void>;
  revokeTokensOfApp(teamId: string, appId: string, reason: RevokedReason): Promise<void>;

  saveCode(code: SandboxOauthCode): Promise<void>;
  findCode(code: string): Promise<SandboxOauthCode | undefined>;
  /** Marks a code used; false when somebody else did so first. */
  useCode(code: string, at: Date): Promise<boolean>;

  /** All channels of a team ordered by id, from the one after `afterId` on. */
  listChannels(teamId: string, afterId: string | null, limit: number): Promise<SandboxChannel[]>;
  findChannel(teamId: string, by: { id: string } | { name: string }): Promise<SandboxChannel | undefined>;
  /** False when the name is taken. */
  addChannel(channel: Omit<SandboxChannel, "createdAt">): Promise<boolean>;
  addMember(channelId: string, userId: string): Promise<void>;
  removeMember(channelId: string, userId: string): Promise<void>;
  setArchived(channelId: string, isArchived: boolean): Promise<void>;

  /** Stores a message under the next free ts at or after `nowMs` and returns it. */
  addMessage(message: Omit<SandboxMessage, "ts" | "editedTs">, nowMs: number): Promise<SandboxMessage>;
  findMessage(channelId: string, ts: string): Promise<SandboxMessage | undefined>;
  updateMessage(message: SandboxMessage): Promise<void>;
  removeMessage(channelId: string, ts: string): Promise<void>;
  /** The newest `limit` messages, oldest of them first. */
  listMessages(channelId: string, limit: number): Promise<SandboxMessage[]>;

  /** Takes one call out of a bucket of `burst` calls that refills by one each `periodMs`; else says how long to wait. */
  takeRate(key: string, nowMs: number, limit: RateLimit): Promise<{ isAllowed: true } | { isAllowed: false; waitMs: number }>;
};

export type RateLimit = {
  periodMs: number;
  /** How many calls may come at once after a pause; 1 allows no burst. */
  burst: number;
};
