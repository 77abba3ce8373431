import type {
  SandboxApp,
  SandboxChannel,
  SandboxMessage,
  SandboxOauthCode,
  SandboxTeam,
  SandboxToken,
  SandboxUser,
  SlackSandboxStore,
} from "./store-port";
import { microsOf, toTs } from "./message-ts";

/** The store of a test's or a bench's own sandbox: gone with the process. */
export function createMemoryStore(): SlackSandboxStore {
  const teams = new Map<string, SandboxTeam>();
  const apps = new Map<string, SandboxApp>();
  const users = new Map<string, SandboxUser>();
  const tokens = new Map<string, SandboxToken>();
  const codes = new Map<string, SandboxOauthCode>();
  const channels = new Map<string, SandboxChannel>();
  const messages = new Map<string, SandboxMessage[]>();
  const lastMicros = new Map<string, number>();
  const emptyAtMs = new Map<string, number>();

  const first = <T>(items: Iterable<T>, test: (item: T) => boolean): T | undefined => {
    for (const item of items) if (test(item)) return structuredClone(item);
    return undefined;
  };
  const addMissing = <T>(map: Map<string, T>, key: string, value: T) => {
    if (!map.has(key)) map.set(key, structuredClone(value));
  };
  const changeChannel = (id: string, change: (channel: SandboxChannel) => void) => {
    const channel = channels.get(id);
    if (channel) change(channel);
  };

  return {
    async seed(seed) {
      addMissing(teams, seed.team.id, seed.team);
      for (const user of seed.users) addMissing(users, user.id, user);
      for (const channel of seed.channels) addMissing(channels, channel.id, { ...channel, createdAt: new Date() });
      for (const token of seed.tokens) addMissing(tokens, token.token, token);
      for (const app of seed.apps) {
        addMissing(apps, app.id, app);
        const kept = apps.get(app.id);
        if (kept) kept.redirectUris = [...app.redirectUris];
      }
    },
    async findTeam(teamId) {
      return first(teams.values(), ({ id }) => id === teamId);
    },
    async firstTeam() {
      return first(teams.values(), () => true);
    },
    async findAppByClientId(clientId) {
      return first(apps.values(), (app) => app.clientId === clientId);
    },
    async findApp(appId) {
      return first(apps.values(), ({ id }) => id === appId);
    },
    async findUser(teamId, userId) {
      return first(users.values(), (user) => user.id === userId && user.teamId === teamId);
    },
    async firstPerson(teamId) {
      return first(users.values(), (user) => user.teamId === teamId && user.appId === null);
    },
    async ensureBot(bot) {
      const kept = first(users.values(), (user) => user.teamId === bot.teamId && user.appId === bot.appId);
      if (!kept) users.set(bot.id, structuredClone(bot));
      return kept ?? bot;
    },

    async findToken(token) {
      return first(tokens.values(), (kept) => kept.token === token);
    },
    async findLiveToken(teamId, appId) {
      return first(tokens.values(), (kept) => kept.teamId === teamId && kept.appId === appId && kept.revokedReason === null);
    },
    async saveToken(token) {
      tokens.set(token.token, structuredClone(token));
    },
    async revokeToken(token, reason) {
      const kept = tokens.get(token);
      if (kept) kept.revokedReason ??= reason;
    },
    async revokeTokensOfApp(teamId, appId, reason) {
      for (const kept of tokens.values()) {
        if (kept.teamId === teamId && kept.appId === appId) kept.revokedReason ??= reason;
      }
    },

    async saveCode(code) {
      codes.set(code.code, structuredClone(code));
    },
    async findCode(code) {
      return first(codes.values(), (kept) => kept.code === code);
    },
    async useCode(code, at) {
      const kept = codes.get(code);
      if (!kept || kept.usedAt) return false;
      kept.usedAt = at;
      return true;
    },

    async listChannels(teamId, afterId, limit) {
      return [...channels.values()]
        .filter((channel) => channel.teamId === teamId && (afterId === null || channel.id > afterId))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map((channel) => structuredClone(channel));
    },
    async findChannel(teamId, by) {
      return first(
        channels.values(),
        (channel) => channel.teamId === teamId && ("id" in by ? channel.id === by.id : channel.name === by.name),
      );
    },
    async addChannel(channel) {
      if (first(channels.values(), ({ teamId, name }) => teamId === channel.teamId && name === channel.name)) return false;
      channels.set(channel.id, { ...structuredClone(channel), createdAt: new Date() });
      return true;
    },
    async addMember(channelId, userId) {
      changeChannel(channelId, (channel) => {
        if (!channel.memberIds.includes(userId)) channel.memberIds.push(userId);
      });
    },
    async removeMember(channelId, userId) {
      changeChannel(channelId, (channel) => {
        channel.memberIds = channel.memberIds.filter((id) => id !== userId);
      });
    },
    async setArchived(channelId, isArchived) {
      changeChannel(channelId, (channel) => {
        channel.isArchived = isArchived;
      });
    },

    async addMessage(message, nowMs) {
      const micros = Math.max(microsOf(nowMs), (lastMicros.get(message.channelId) ?? 0) + 1);
      lastMicros.set(message.channelId, micros);
      const stored = { ...structuredClone(message), ts: toTs(micros), editedTs: null };
      const kept = messages.get(message.channelId);
      if (kept) kept.push(stored);
      else messages.set(message.channelId, [stored]);
      return structuredClone(stored);
    },
    async findMessage(channelId, ts) {
      return first(messages.get(channelId) ?? [], (message) => message.ts === ts);
    },
    async updateMessage(message) {
      const kept = messages.get(message.channelId) ?? [];
      messages.set(
        message.channelId,
        kept.map((old) => (old.ts === message.ts ? structuredClone(message) : old)),
      );
    },
    async removeMessage(channelId, ts) {
      messages.set(channelId, (messages.get(channelId) ?? []).filter((message) => message.ts !== ts));
    },
    async listMessages(channelId, limit) {
      return structuredClone((messages.get(channelId) ?? []).slice(-limit));
    },

    async takeRate(key, nowMs, { periodMs, burst }) {
      const emptyAt = Math.max(emptyAtMs.get(key) ?? 0, nowMs);
      const waitMs = emptyAt - nowMs - (burst - 1) * periodMs;
      if (waitMs > 0) return { isAllowed: false, waitMs };
      emptyAtMs.set(key, emptyAt + periodMs);
      return { isAllowed: true };
    },
  };
}
