import { ErrorCode, type WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SlackSandboxStore } from "../store-port";
import { clientOf, errorOf, failureOf } from "./slack-client";
import { startSlackSandboxServer, type SlackSandboxServer } from "../testing-server";

/** What any store must make the sandbox do, driven by Slack's own client over a real socket. */
export function sandboxSuite(name: string, openStore: () => Promise<SlackSandboxStore>): void {
  describe(name, () => {
    const clock = { nowMs: Date.UTC(2026, 0, 1), now: () => clock.nowMs };
    let server: SlackSandboxServer;
    let slack: WebClient;

    beforeAll(async () => {
      const store = await openStore();
      server = await startSlackSandboxServer({ store, clock });
      slack = clientOf(server, server.botToken);
    });
    afterAll(() => server.close());
    beforeEach(() => {
      // Far enough that no limit of an earlier test is left.
      clock.nowMs += 3_600_000;
      server.faults.clear();
    });

    const post = (channel: string, text = "hello") => slack.chat.postMessage({ channel, text });

    describe("tokens", () => {
      test("auth.test names the workspace and the bot", async () => {
        const answer = await slack.auth.test();
        expect(answer).toMatchObject({ team: "Sandbox", team_id: server.teamId, user: "ingestlayer", bot_id: "B0SANDBOT01" });
        expect(answer["is_enterprise_install"]).toBe(false);
        expect(answer.response_metadata?.scopes).toEqual(["chat:write", "chat:write.public", "channels:read", "groups:read"]);
      });
      test("refuses an unknown token", async () => {
        expect(await errorOf(clientOf(server, "xoxb-nobody").auth.test())).toBe("invalid_auth");
      });
      test("refuses a call without a token", async () => {
        expect(await errorOf(clientOf(server, undefined).auth.test())).toBe("not_authed");
      });
      test("a revoked token answers token_revoked from then on, and a dry run revokes nothing", async () => {
        const own = clientOf(server, await server.addToken(["chat:write"]));
        expect(await own.auth.revoke({ test: true })).toMatchObject({ revoked: false });
        expect(await own.auth.revoke()).toMatchObject({ ok: true, revoked: true });
        expect(await errorOf(own.auth.test())).toBe("token_revoked");
        expect(await errorOf(own.auth.revoke())).toBe("token_revoked");
      });
      test("names the scope that is missing and those that are there", async () => {
        const own = clientOf(server, await server.addToken(["channels:read"]));
        const error = await failureOf(own.chat.postMessage({ channel: "general", text: "hi" }));
        expect(error.data).toMatchObject({ error: "missing_scope", needed: "chat:write", provided: "channels:read" });
      });
      test("a name of one's own needs its scope", async () => {
        const error = await failureOf(slack.chat.postMessage({ channel: "general", text: "hi", username: "Somebody" }));
        expect(error.data).toMatchObject({ error: "missing_scope", needed: "chat:write.customize" });
      });
    });

    describe("channels", () => {
      test("lists private channels only to members, and archived ones unless excluded", async () => {
        const names = async (options: { exclude_archived?: boolean; types?: string }) =>
          ((await slack.conversations.list(options)).channels ?? []).map((channel) => channel.name);
        expect(await names({})).toEqual(expect.arrayContaining(["alerts", "general", "old-archive", "payments", "signups", "support"]));
        expect(await names({ exclude_archived: true })).not.toContain("old-archive");
        expect(await names({ types: "private_channel" })).toEqual(["private-member"]);
      });
      test("pages may be short or empty and still go on; the cursors lead through every channel once", async () => {
        const pages: string[][] = [];
        let cursor: string | undefined;
        do {
          const page = await slack.conversations.list({ limit: 1, types: "private_channel", cursor });
          pages.push((page.channels ?? []).map(({ name }) => name ?? ""));
          cursor = page.response_metadata?.next_cursor || undefined;
          if (cursor !== undefined) expect(cursor).toMatch(/=$/);
        } while (cursor !== undefined);
        expect(pages.flat()).toEqual(["private-member"]);
        expect(pages.filter((page) => page.length === 0).length).toBeGreaterThan(3);
      });
      test.each([
        [{ limit: 1000 }, "invalid_limit"],
        [{ limit: 0 }, "invalid_limit"],
        [{ limit: "ten" }, "invalid_limit"],
        [{ cursor: "C0SANDALERT" }, "invalid_cursor"],
        [{ cursor: "dGVhbTpDMDAwMDAwMDAwMA==" }, "invalid_cursor"],
        [{ types: "public_channel,rooms" }, "invalid_types"],
        [{ types: "im" }, "missing_scope"],
      ])("conversations.list refuses %o with %s", async (options, error) => {
        expect(await errorOf(slack.apiCall("conversations.list", options))).toBe(error);
      });
      test("conversations.info shows no private channel to a bot that is not in it", async () => {
        const info = async (name: string) => slack.conversations.info({ channel: await server.channelId(name) });
        expect((await info("private-member")).channel).toMatchObject({ is_private: true, is_member: true });
        expect(await errorOf(info("oncall-private"))).toBe("channel_not_found");
        expect(await errorOf(slack.conversations.info({ channel: "C0NOSUCHONE" }))).toBe("channel_not_found");
      });
      test("joining works once, warns the second time, and never for private or archived channels", async () => {
        const own = clientOf(server, await server.addToken(["channels:join", "channels:manage", "chat:write"]));
        const id = await server.addChannel({ name: `joinable-${clock.nowMs}` });
        expect(await errorOf(own.chat.postMessage({ channel: id, text: "hi" }))).toBe("not_in_channel");
        expect((await own.conversations.join({ channel: id })).channel).toMatchObject({ is_member: true });
        expect(await own.conversations.join({ channel: id })).toMatchObject({ warning: "already_in_channel" });
        expect(await own.chat.postMessage({ channel: id, text: "hi" })).toMatchObject({ ok: true });
        const join = async (name: string) => own.conversations.join({ channel: await server.channelId(name) });
        expect(await errorOf(join("oncall-private"))).toBe("method_not_supported_for_channel_type");
        expect(await errorOf(join("old-archive"))).toBe("is_archived");
        expect(await errorOf(slack.conversations.join({ channel: id }))).toBe("missing_scope");
      });
      test("a channel's name is taken once", async () => {
        const own = clientOf(server, await server.addToken(["channels:manage", "chat:write"]));
        const created = await own.conversations.create({ name: "fresh" });
        expect(created.channel).toMatchObject({ name: "fresh", is_member: true });
        expect(await errorOf(own.conversations.create({ name: "fresh" }))).toBe("name_taken");
        expect(await errorOf(own.conversations.create({ name: "Loud Name" }))).toBe("invalid_name_specials");
        expect(await errorOf(own.conversations.create({ name: "private", is_private: true }))).toBe("missing_scope");
      });
    });

    describe("posting", () => {
      test("answers with channel, ts and message, and the message stands in the channel as it was sent", async () => {
        const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*hi* \u0000 there" } }];
        const metadata = { event_type: "delivery", event_payload: { id: "dlv_1" } };
        const answer = await slack.chat.postMessage({ channel: "payments", text: "hi there", blocks, metadata });
        const channel = await server.channelId("payments");
        expect(answer).toMatchObject({ channel, message: { type: "message", text: "hi there", bot_id: "B0SANDBOT01" } });
        expect(answer.ts).toMatch(/^\d{10}\.\d{6}$/);
        expect((await server.messages("payments")).at(-1)).toMatchObject({ ts: answer.ts, text: "hi there", blocks, metadata });
      });
      test.each(["signups", "#signups", "C0SANDSIGNU"])("takes %s for a channel", async (channel) => {
        expect(await post(channel)).toMatchObject({ ok: true, channel: "C0SANDSIGNU" });
      });
      test("needs chat:write.public for a public channel the bot is not in", async () => {
        const own = clientOf(server, await server.addToken(["chat:write"]));
        expect(await errorOf(own.chat.postMessage({ channel: "payments", text: "hi" }))).toBe("not_in_channel");
        expect(await own.chat.postMessage({ channel: "general", text: "hi" })).toMatchObject({ ok: true });
      });
      test.each([
        ["oncall-private", "channel_not_found"],
        ["C0NOSUCHONE", "channel_not_found"],
        ["old-archive", "is_archived"],
      ])("refuses %s with %s", async (channel, error) => {
        expect(await errorOf(post(channel))).toBe(error);
      });
      test("posts to a private channel the bot is in", async () => {
        expect(await post("private-member")).toMatchObject({ ok: true });
      });
      test.each([
        ["nothing to show", { text: "" }, "no_text"],
        ["white space only", { text: " \n " }, "no_text"],
        ["blocks that are no JSON", { text: "t", blocks: "[{" }, "invalid_blocks_format"],
        ["blocks encoded twice", { text: "t", blocks: JSON.stringify(JSON.stringify([{ type: "divider" }])) }, "invalid_blocks_format"],
        ["blocks that are no list", { text: "t", blocks: '{"type":"divider"}' }, "invalid_blocks_format"],
        ["101 attachments", { text: "t", attachments: Array.from({ length: 101 }, () => ({ text: "a" })) }, "too_many_attachments"],
        ["attachments that are no list", { text: "t", attachments: "{}" }, "invalid_attachments"],
        ["blocks Slack refuses inside an attachment", { attachments: [{ blocks: [{ type: "nonsense" }] }] }, "invalid_attachments"],
        ["metadata that is no object", { text: "t", metadata: "[]" }, "invalid_metadata_format"],
        ["metadata without a payload", { text: "t", metadata: { event_type: "x" } }, "invalid_metadata_schema"],
        ["markdown beside text", { text: "t", markdown_text: "m" }, "markdown_text_conflict"],
        ["a thread nobody started", { text: "t", thread_ts: "1700000000.000100" }, "invalid_thread_ts"],
        ["a thread_ts that is no ts", { text: "t", thread_ts: "yesterday" }, "invalid_thread_ts"],
        ["as_user", { text: "t", as_user: true }, "as_user_not_supported"],
        ["two tables", { text: "t", blocks: [table(1), table(1)] }, "invalid_attachments"],
      ])("refuses %s and posts nothing", async (_, message, error) => {
        const before = (await server.messages("support")).length;
        expect(await errorOf(slack.apiCall("chat.postMessage", { channel: "support", ...message }))).toBe(error);
        expect(await server.messages("support")).toHaveLength(before);
      });
      test("names each fault of the blocks with its pointer, in both of Slack's fields", async () => {
        const blocks = [{ type: "divider" }, { type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }];
        const error = await failureOf(slack.chat.postMessage({ channel: "support", text: "t", blocks }));
        const detail = "must be less than 3001 characters [json-pointer:/blocks/1/text/text]";
        expect(error.data).toMatchObject({
          error: "invalid_blocks",
          errors: ["failed to match all allowed schemas [json-pointer:/blocks/1/text]", detail],
        });
        expect(error.data?.response_metadata?.messages).toContain(`[ERROR] ${detail}`);
      });
      test("14,000 characters in sound blocks are msg_blocks_too_long", async () => {
        const blocks = Array.from({ length: 5 }, () => ({ type: "section", text: { type: "mrkdwn", text: "x".repeat(2800) } }));
        expect(await errorOf(slack.chat.postMessage({ channel: "support", text: "t", blocks }))).toBe("msg_blocks_too_long");
      });
      test("cuts text at 40,000 characters, with a warning and without an error", async () => {
        const answer = await post("support", `${"x".repeat(39_999)}😀${"y".repeat(5000)}`);
        expect(answer).toMatchObject({ ok: true, warning: "message_truncated" });
        const text = (await server.messages("support")).at(-1)?.text ?? "";
        expect(text.slice(0, 39_999)).toBe("x".repeat(39_999));
        expect(text).toHaveLength(40_000);
      });
      test("a reply hangs on its parent, never on another reply", async () => {
        const parent = await post("general");
        clock.nowMs += 1000;
        const reply = await slack.chat.postMessage({ channel: "general", text: "re", thread_ts: parent.ts });
        expect(reply.message?.thread_ts).toBe(parent.ts);
        clock.nowMs += 1000;
        expect(await errorOf(slack.chat.postMessage({ channel: "general", text: "re", thread_ts: reply.ts }))).toBe(
          "cannot_reply_to_message",
        );
      });
    });

    describe("changing", () => {
      test("text without blocks removes the blocks", async () => {
        const blocks = [{ type: "divider" }];
        const { ts, channel } = await slack.chat.postMessage({ channel: "general", text: "one", blocks });
        await slack.chat.update({ channel: channel ?? "", ts: ts ?? "", text: "two" });
        expect((await server.messages("general")).at(-1)).toMatchObject({ ts, text: "two", blocks: null });
      });
      test("refuses what is not there, what is too long and channels by name", async () => {
        const { ts = "", channel = "" } = await post("general");
        const change = (options: object) => errorOf(slack.apiCall("chat.update", { channel, ts, text: "two", ...options }));
        expect(await change({ ts: "1700000000.000001" })).toBe("message_not_found");
        expect(await change({ channel: "general" })).toBe("channel_not_found");
        expect(await change({ text: "x".repeat(4001) })).toBe("msg_too_long");
      });
      test("a deleted message is gone", async () => {
        const { ts = "", channel = "" } = await post("general");
        await slack.chat.delete({ channel, ts });
        expect(await errorOf(slack.chat.delete({ channel, ts }))).toBe("message_not_found");
        expect(await errorOf(slack.chat.getPermalink({ channel, message_ts: ts }))).toBe("message_not_found");
      });
      test("a permalink names channel and message", async () => {
        const { ts = "", channel = "" } = await post("general");
        const { permalink } = await slack.chat.getPermalink({ channel, message_ts: ts });
        expect(permalink).toBe(`${server.url}/archives/${channel}/p${ts.replace(".", "")}`);
      });
    });

    describe("limits", () => {
      test("a second message within a second waits, a channel at a time, and was not accepted", async () => {
        await post("alerts", "first");
        clock.nowMs += 999;
        const refused = await failureOf(post("alerts", "second"));
        expect(refused).toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 1 });
        expect(await post("support", "elsewhere")).toMatchObject({ ok: true });
        expect((await server.messages("alerts")).at(-1)?.text).toBe("first");
        clock.nowMs += 1;
        expect(await post("alerts", "second")).toMatchObject({ ok: true });
      });
      test("of twenty messages at once one gets through", async () => {
        const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => post("alerts", `burst ${index}`)));
        expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      });
      test("a refused payload takes no turn", async () => {
        expect(await errorOf(post("alerts", ""))).toBe("no_text");
        expect(await post("alerts")).toMatchObject({ ok: true });
      });
      test("the twenty-first listing within a minute waits", async () => {
        for (let index = 0; index < 20; index++) await slack.conversations.list({ limit: 1 });
        expect(await failureOf(slack.conversations.list({ limit: 1 }))).toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 3 });
      });
    });

    test("messages posted in the same millisecond to several channels and one keep rising ts", async () => {
      const channel = "C0SANDGENER";
      const message = { channelId: channel, teamId: server.teamId, userId: "U", appId: "A", botId: "B", username: null };
      const rest = { text: "t", blocks: null, attachments: null, metadata: null, threadTs: null };
      const stored = await Promise.all(Array.from({ length: 10 }, () => server.store.addMessage({ ...message, ...rest }, clock.nowMs)));
      expect(new Set(stored.map(({ ts }) => ts)).size).toBe(10);
      const shown = (await server.messages(channel)).map(({ ts }) => ts);
      expect(shown).toEqual([...shown].sort());
    });

  });
}

function table(characters: number): object {
  return { type: "table", rows: [[{ type: "raw_text", text: "x".repeat(characters) }]] };
}
