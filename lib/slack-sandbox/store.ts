import type { Pool } from "pg";
import { database } from "../db";
import { microsOf, toTs } from "./message-ts";
import type {
  SandboxApp,
  SandboxChannel,
  SandboxMessage,
  SandboxOauthCode,
  SandboxToken,
  SandboxUser,
  SlackSandboxStore,
} from "./store-port";

/** The sandbox in the product's database: messages survive a restart, and several processes share one workspace. */
export function createPostgresStore(pool: Pool): SlackSandboxStore {
  async function rows<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
    return (await pool.query<Row>(sql, values)).rows;
  }
  async function row<Row extends object>(sql: string, values: unknown[]): Promise<Row | undefined> {
    return (await rows<Row>(sql, values))[0];
  }
  async function run(sql: string, values: unknown[]): Promise<number> {
    return (await pool.query(sql, values)).rowCount ?? 0;
  }

  return {
    async seed({ team, users, apps, channels, tokens }) {
      await run("insert into sandbox_workspaces (id, name, domain) values ($1, $2, $3) on conflict do nothing", [
        team.id,
        team.name,
        team.domain,
      ]);
      for (const user of users) await run(`${insertUser} on conflict do nothing`, userValues(user));
      for (const app of apps) {
        await run(
          `insert into sandbox_apps (id, client_id, client_secret, name, redirect_uris, scopes)
           values ($1, $2, $3, $4, $5, $6) on conflict (id) do update set redirect_uris = excluded.redirect_uris`,
          [app.id, app.clientId, app.clientSecret, app.name, app.redirectUris, app.scopes],
        );
      }
      for (const channel of channels) await run(`${insertChannel} on conflict do nothing`, channelValues(channel));
      for (const token of tokens) await run(`${insertToken} on conflict do nothing`, tokenValues(token));
    },
    findTeam: (teamId) => row("select id, name, domain from sandbox_workspaces where id = $1", [teamId]),
    firstTeam: () => row("select id, name, domain from sandbox_workspaces order by created_at, id limit 1", []),

    findAppByClientId: (clientId) => row<SandboxApp>(`${selectApp} where client_id = $1`, [clientId]),
    findApp: (appId) => row<SandboxApp>(`${selectApp} where id = $1`, [appId]),
    findUser: (teamId, userId) => row<SandboxUser>(`${selectUser} where team_id = $1 and id = $2`, [teamId, userId]),
    firstPerson: (teamId) =>
      row<SandboxUser>(`${selectUser} where team_id = $1 and app_id is null order by created_at, id limit 1`, [teamId]),
    async ensureBot(bot) {
      await run(`${insertUser} on conflict do nothing`, userValues(bot));
      const kept = await row<SandboxUser>(`${selectUser} where team_id = $1 and app_id = $2`, [bot.teamId, bot.appId]);
      return kept ?? bot;
    },

    findToken: (token) => row<SandboxToken>(`${selectToken} where token = $1`, [token]),
    findLiveToken: (teamId, appId) =>
      row<SandboxToken>(
        `${selectToken} where team_id = $1 and app_id = $2 and revoked_reason is null order by created_at limit 1`,
        [teamId, appId],
      ),
    async saveToken(token) {
      await run(
        `${insertToken} on conflict (token) do update set scopes = excluded.scopes, revoked_reason = excluded.revoked_reason`,
        tokenValues(token),
      );
    },
    async revokeToken(token, reason) {
      await run("update sandbox_tokens set revoked_reason = coalesce(revoked_reason, $2) where token = $1", [token, reason]);
    },
    async revokeTokensOfApp(teamId, appId, reason) {
      await run(
        "update sandbox_tokens set revoked_reason = coalesce(revoked_reason, $3) where team_id = $1 and app_id = $2",
        [teamId, appId, reason],
      );
    },

    async saveCode(code) {
      await run(
        `insert into sandbox_oauth_codes
           (code, team_id, app_id, user_id, redirect_uri, scopes, code_challenge, expires_at, used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          code.code,
          code.teamId,
          code.appId,
          code.userId,
          code.redirectUri,
          code.scopes,
          code.codeChallenge,
          code.expiresAt,
          code.usedAt,
        ],
      );
    },
    findCode: (code) =>
      row<SandboxOauthCode>(
        `select code, team_id as "teamId", app_id as "appId", user_id as "userId", redirect_uri as "redirectUri", scopes,
           code_challenge as "codeChallenge", expires_at as "expiresAt", used_at as "usedAt"
         from sandbox_oauth_codes where code = $1`,
        [code],
      ),
    async useCode(code, at) {
      return (await run("update sandbox_oauth_codes set used_at = $2 where code = $1 and used_at is null", [code, at])) === 1;
    },

    // Ids compare by byte, as in memory: a cursor must not depend on the database's collation.
    listChannels: (teamId, afterId, limit) =>
      rows<SandboxChannel>(
        `${selectChannel} where team_id = $1 and ($2::text is null or id collate "C" > $2::text) order by id collate "C" limit $3`,
        [teamId, afterId, limit],
      ),
    findChannel: (teamId, by) =>
      "id" in by
        ? row<SandboxChannel>(`${selectChannel} where team_id = $1 and id = $2`, [teamId, by.id])
        : row<SandboxChannel>(`${selectChannel} where team_id = $1 and name = $2`, [teamId, by.name]),
    async addChannel(channel) {
      return (await run(`${insertChannel} on conflict do nothing`, channelValues(channel))) === 1;
    },
    async addMember(channelId, userId) {
      await run(
        "update sandbox_channels set member_ids = array_append(member_ids, $2) where id = $1 and not $2 = any(member_ids)",
        [channelId, userId],
      );
    },
    async removeMember(channelId, userId) {
      await run("update sandbox_channels set member_ids = array_remove(member_ids, $2) where id = $1", [channelId, userId]);
    },
    async setArchived(channelId, isArchived) {
      await run("update sandbox_channels set is_archived = $2 where id = $1", [channelId, isArchived]);
    },

    async addMessage(message, nowMs) {
      const [clock] = await rows<{ micros: string }>(
        "update sandbox_channels set last_ts_micros = greatest($2::bigint, last_ts_micros + 1) where id = $1 returning last_ts_micros as micros",
        [message.channelId, microsOf(nowMs)],
      );
      if (!clock) throw new Error(`sandbox channel ${message.channelId} does not exist`);
      const stored = { ...message, ts: toTs(Number(clock.micros)), editedTs: null };
      await run(
        `insert into sandbox_messages
           (channel_id, ts, team_id, user_id, app_id, bot_id, username, text, blocks, attachments, metadata, thread_ts)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          stored.channelId,
          stored.ts,
          stored.teamId,
          stored.userId,
          stored.appId,
          stored.botId,
          stored.username,
          stored.text,
          toJson(stored.blocks),
          toJson(stored.attachments),
          toJson(stored.metadata),
          stored.threadTs,
        ],
      );
      return stored;
    },
    findMessage: (channelId, ts) => row<SandboxMessage>(`${selectMessage} where channel_id = $1 and ts = $2`, [channelId, ts]),
    async updateMessage(message) {
      await run(
        `update sandbox_messages set text = $3, blocks = $4, attachments = $5, metadata = $6, edited_ts = $7
         where channel_id = $1 and ts = $2`,
        [
          message.channelId,
          message.ts,
          message.text,
          toJson(message.blocks),
          toJson(message.attachments),
          toJson(message.metadata),
          message.editedTs,
        ],
      );
    },
    async removeMessage(channelId, ts) {
      await run("delete from sandbox_messages where channel_id = $1 and ts = $2", [channelId, ts]);
    },
    async listMessages(channelId, limit) {
      // The fixed width of a ts makes text order the order of time.
      const newest = await rows<SandboxMessage>(`${selectMessage} where channel_id = $1 order by ts collate "C" desc limit $2`, [
        channelId,
        limit,
      ]);
      return newest.reverse();
    },

    async takeRate(key, nowMs, { periodMs, burst }) {
      // One statement decides and takes, so two processes cannot both get the last slot.
      const taken = await run(
        `insert into sandbox_rate_limits as bucket (key, tat_ms) values ($1, $2::bigint + $3::bigint)
         on conflict (key) do update set tat_ms = greatest(bucket.tat_ms, $2::bigint) + $3::bigint
         where bucket.tat_ms - $2::bigint <= $4::bigint`,
        [key, nowMs, periodMs, (burst - 1) * periodMs],
      );
      if (taken === 1) return { isAllowed: true };
      const kept = await row<{ tat: string }>("select tat_ms as tat from sandbox_rate_limits where key = $1", [key]);
      return { isAllowed: false, waitMs: Math.max(1, Number(kept?.tat ?? nowMs) - nowMs - (burst - 1) * periodMs) };
    },
  };
}

/** The store on the process's own database. */
export function openProcessStore(): SlackSandboxStore {
  return createPostgresStore(database().pool);
}

const selectApp = `select id, client_id as "clientId", client_secret as "clientSecret", name, redirect_uris as "redirectUris", scopes
  from sandbox_apps`;

const selectUser = `select id, team_id as "teamId", name, real_name as "realName", app_id as "appId", bot_id as "botId"
  from sandbox_users`;
const insertUser = "insert into sandbox_users (id, team_id, name, real_name, app_id, bot_id) values ($1, $2, $3, $4, $5, $6)";
const userValues = (user: SandboxUser) => [user.id, user.teamId, user.name, user.realName, user.appId, user.botId];

const selectToken = `select token, team_id as "teamId", app_id as "appId", user_id as "userId", scopes,
  revoked_reason as "revokedReason" from sandbox_tokens`;
const insertToken = `insert into sandbox_tokens (token, team_id, app_id, user_id, scopes, revoked_reason)
  values ($1, $2, $3, $4, $5, $6)`;
const tokenValues = (token: SandboxToken) => [
  token.token,
  token.teamId,
  token.appId,
  token.userId,
  token.scopes,
  token.revokedReason,
];

const selectChannel = `select id, team_id as "teamId", name, topic, is_private as "isPrivate", is_archived as "isArchived",
  member_ids as "memberIds", created_at as "createdAt" from sandbox_channels`;
const insertChannel = `insert into sandbox_channels (id, team_id, name, topic, is_private, is_archived, member_ids)
  values ($1, $2, $3, $4, $5, $6, $7)`;
const channelValues = (channel: Omit<SandboxChannel, "createdAt">) => [
  channel.id,
  channel.teamId,
  channel.name,
  channel.topic,
  channel.isPrivate,
  channel.isArchived,
  channel.memberIds,
];

const selectMessage = `select channel_id as "channelId", ts, team_id as "teamId", user_id as "userId", app_id as "appId",
  bot_id as "botId", username, text, blocks, attachments, metadata, thread_ts as "threadTs", edited_ts as "editedTs"
  from sandbox_messages`;

// node-postgres would send an array as a Postgres array.
function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
