import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SlackSandboxStore } from "../store-port";
import { clientOf, errorOf } from "./slack-client";
import { startSlackSandboxServer, type SlackSandboxServer } from "../testing-server";

const callback = "https://app.example.com/slack/callback";

/** What any store must make the sandbox's OAuth do. */
export function oauthSuite(name: string, openStore: () => Promise<SlackSandboxStore>): void {
  describe(name, () => {
    const clock = { nowMs: Date.UTC(2027, 0, 1), now: () => clock.nowMs };
    let server: SlackSandboxServer;

    beforeAll(async () => {
      server = await startSlackSandboxServer({ store: await openStore(), clock, redirectUris: ["https://app.example.com/slack"] });
    });
    afterAll(() => server.close());
    beforeEach(() => {
      clock.nowMs += 3_600_000;
    });

    const ask = (changes: Record<string, string> = {}) => {
      const query = { client_id: server.clientId, scope: "chat:write", redirect_uri: callback, state: "s t&te", ...changes };
      return `${server.authorizeUrl}?${new URLSearchParams(query)}`;
    };
    const press = async (url: string, decision: string) =>
      fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams({ decision }) });
    const codeFrom = async (url: string) => {
      const target = new URL((await press(url, "allow")).headers.get("location") ?? "");
      return target.searchParams.get("code") ?? "";
    };
    const exchange = async (args: Record<string, unknown>): Promise<Record<string, unknown>> => {
      const app = { client_id: server.clientId, client_secret: server.clientSecret, redirect_uri: callback };
      return { ...(await clientOf(server, undefined).apiCall("oauth.v2.access", { ...app, ...args })) };
    };

    test("the page asks; Allow returns a code and the state, Cancel the refusal and the state", async () => {
      const page = await fetch(ask());
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("chat:write");
      const allowed = new URL((await press(ask(), "allow")).headers.get("location") ?? "");
      expect(`${allowed.origin}${allowed.pathname}`).toBe(callback);
      expect(allowed.searchParams.get("state")).toBe("s t&te");
      expect(allowed.searchParams.get("code")).toMatch(/^[\w-]{20,}$/);
      const cancelled = new URL((await press(ask(), "cancel")).headers.get("location") ?? "");
      expect(Object.fromEntries(cancelled.searchParams)).toEqual({ error: "access_denied", state: "s t&te" });
    });
    test.each<Record<string, string>>([
      { client_id: "1.2" },
      { redirect_uri: "https://evil.example.com/slack/callback" },
      { redirect_uri: "https://app.example.com/slackish" },
      { redirect_uri: "http://app.example.com/slack/callback" },
      { scope: "" },
      { scope: "admin" },
      { team: "T0ELSEWHERE" },
      { code_challenge: "abc", code_challenge_method: "plain" },
    ])("shows an error page and goes nowhere for %o", async (changes) => {
      const answer = await press(ask(changes), "allow");
      expect(answer.status).toBe(400);
      expect(answer.headers.get("location")).toBeNull();
    });
    test("what the request names is shown as text, never as markup", async () => {
      const page = await fetch(ask({ scope: "<script>alert(1)</script>" }));
      expect(await page.text()).not.toContain("<script>");
    });
    test("a code becomes a working bot token, once", async () => {
      const code = await codeFrom(ask());
      const answer = await exchange({ code });
      expect(answer).toMatchObject({
        token_type: "bot",
        team: { id: server.teamId, name: "Sandbox" },
        enterprise: null,
        is_enterprise_install: false,
      });
      const own = clientOf(server, String(answer["access_token"]));
      expect(await own.auth.test()).toMatchObject({ user_id: answer["bot_user_id"] });
      expect(await errorOf(exchange({ code }))).toBe("code_already_used");
    });
    test("of many exchanges of one code at once one succeeds", async () => {
      const code = await codeFrom(ask());
      const ends = await Promise.all(Array.from({ length: 8 }, () => errorOf(exchange({ code }))));
      expect(ends.filter((error) => error === undefined)).toHaveLength(1);
      expect(ends.filter((error) => error === "code_already_used")).toHaveLength(7);
    });
    test("takes the client's name and secret by HTTP Basic", async () => {
      const code = await codeFrom(ask());
      const basic = Buffer.from(`${server.clientId}:${server.clientSecret}`).toString("base64");
      const answer = await fetch(`${server.apiUrl}oauth.v2.access`, {
        method: "POST",
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({ code, redirect_uri: callback }),
      });
      expect(await answer.json()).toMatchObject({ ok: true, token_type: "bot" });
    });
    test("refusals do not burn the code", async () => {
      const code = await codeFrom(ask());
      expect(await errorOf(exchange({ code, client_id: "1.2" }))).toBe("invalid_client_id");
      expect(await errorOf(exchange({ code, client_secret: "wrong" }))).toBe("bad_client_secret");
      expect(await errorOf(exchange({ code, redirect_uri: undefined }))).toBe("bad_redirect_uri");
      expect(await errorOf(exchange({ code, redirect_uri: `${callback}/else` }))).toBe("bad_redirect_uri");
      expect(await errorOf(exchange({ code, grant_type: "password" }))).toBe("invalid_grant_type");
      expect(await errorOf(exchange({ code: "never-given" }))).toBe("invalid_code");
      expect(await errorOf(exchange({ code }))).toBeUndefined();
    });
    test("a code lives ten minutes", async () => {
      const code = await codeFrom(ask());
      clock.nowMs += 600_000;
      expect(await errorOf(exchange({ code }))).toBe("invalid_code");
    });
    test("a code asked for with a challenge needs its verifier", async () => {
      const challenge = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" };
      const code = await codeFrom(ask(challenge));
      expect(await errorOf(exchange({ code }))).toBe("invalid_code_verifier");
      expect(await errorOf(exchange({ code, code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" }))).toBeUndefined();
    });
    test("installing again keeps the token and adds to its scopes", async () => {
      const first = await exchange({ code: await codeFrom(ask()) });
      const second = await exchange({ code: await codeFrom(ask({ scope: "users:read" })) });
      expect(second["access_token"]).toBe(first["access_token"]);
      expect(String(second["scope"]).split(",")).toEqual(expect.arrayContaining(["chat:write", "users:read"]));
    });
    test("uninstalling makes every token of the app account_inactive, and installing brings a new one", async () => {
      const { access_token: token } = await exchange({ code: await codeFrom(ask()) });
      const own = clientOf(server, String(token));
      const app = { client_id: server.clientId, client_secret: server.clientSecret };
      expect(await errorOf(own.apps.uninstall({ ...app, client_secret: "wrong" }))).toBe("bad_client_secret");
      await own.apps.uninstall(app);
      expect(await errorOf(own.auth.test())).toBe("account_inactive");
      const again = await exchange({ code: await codeFrom(ask()) });
      expect(again["access_token"]).not.toBe(token);
      expect(await clientOf(server, String(again["access_token"])).auth.test()).toMatchObject({ ok: true });
    });
  });
}
