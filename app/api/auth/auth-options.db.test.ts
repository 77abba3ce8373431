import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type AuthOptions } from "next-auth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setEnvironment } from "@/lib/testing/set-environment";
import type { TestApi, Tenant } from "@/app/v1/testing/api";
import type { Session } from "@/lib/sessions/session-token";
import type { readProviderProfile } from "./oauth-providers";
import { startOidcProvider, type OidcProvider } from "./testing/oidc-provider";

const site = "http://127.0.0.1:3000";
let provider: OidcProvider;
let api: TestApi;
let tenant: Tenant;
let createAuthOptions: (headers: Headers) => AuthOptions;
let openSession: (token: string) => Session | null;
let password: string;

beforeAll(async () => {
  provider = await startOidcProvider("client");
  // Before anything that reads it is loaded.
  await import("@/app/v1/testing/environment");
  setEnvironment({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: "client", OIDC_CLIENT_SECRET: "secret", NEXTAUTH_URL: site, LOG_LEVEL: "silent" });
  const testing = await import("@/app/v1/testing/api");
  ({ createAuthOptions } = await import("./auth-options"));
  ({ openSession } = await import("@/lib/sessions/session-token"));
  password = testing.testPassword;
  api = await testing.startTestApi();
  tenant = await api.createTenant();
});
afterAll(async () => {
  await api.close();
  await provider.close();
});

type Answer = { redirect?: string; body?: unknown; cookies: string[] };

/** As next-auth keeps it: what we gave lies under `options`. */
type GitHubProvider = { options: { userinfo: { request(context: object): Promise<Parameters<typeof readProviderProfile>[0]> } } };

/** A browser that keeps its cookies. */
function createBrowser(others: Record<string, string> = {}) {
  const jar = new Map<string, string>();
  const ask = async (method: string, path: string, body: Record<string, string> = {}): Promise<Answer> => {
    const { pathname, searchParams } = new URL(path, "http://auth/");
    const headers = { host: "127.0.0.1:3000", "x-forwarded-for": "192.0.2.1", ...others };
    const query = { ...Object.fromEntries(searchParams), nextauth: pathname.slice(1).split("/") };
    const { answer, response } = record();
    await NextAuth({ method, headers, query, body, cookies: Object.fromEntries(jar) } as unknown as NextApiRequest, response as unknown as NextApiResponse, createAuthOptions(new Headers(headers)));
    for (const cookie of answer.cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, decodeURIComponent(value));
    }
    return answer;
  };
  const post = async (path: string, form: Record<string, string> = {}) => {
    const { csrfToken } = (await ask("GET", "csrf")).body as { csrfToken: string };
    return ask("POST", path, { ...form, csrfToken });
  };
  return { jar, ask, post, session: () => openSession(jar.get("next-auth.session-token") ?? "") };
}

/** The answer as next-auth writes it. */
function record() {
  const answer: Answer = { cookies: [] };
  const response = {
    status: () => response,
    getHeader: () => answer.cookies,
    setHeader(name: string, value: string & string[]) {
      if (name === "Set-Cookie") answer.cookies = value;
      if (name === "Location") answer.redirect = value;
      return response;
    },
    send: (body: unknown) => void (answer.body = body),
    end: () => {},
  };
  return { answer, response };
}

describe("with a password", () => {
  it("sets a cookie that scripts can't read and other sites don't send", async () => {
    const browser = createBrowser();
    const answer = await browser.post("callback/credentials", { email: tenant.owner.email, password });
    expect(browser.session()).toEqual({ userId: tenant.owner.userId, revision: 1 });
    const cookie = answer.cookies.find((text) => text.startsWith("next-auth.session-token="));
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
  });

  it("keeps the cookie to https where that is how the request came", async () => {
    const browser = createBrowser({ "x-forwarded-proto": "https" });
    const answer = await browser.post("callback/credentials", { email: tenant.owner.email, password });
    const cookie = answer.cookies.find((text) => text.startsWith("__Secure-next-auth.session-token="));
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it("says why not, and sets none", async () => {
    const browser = createBrowser();
    const answer = await browser.post("callback/credentials", { email: tenant.owner.email, password: "wrong" });
    expect(new URL(answer.redirect ?? "").searchParams.get("error")).toBe("Email or password is wrong.");
    expect(browser.session()).toBeNull();
  });

  it("is done by our own form only", async () => {
    const browser = createBrowser();
    await browser.ask("POST", "callback/credentials", { email: tenant.owner.email, password, csrfToken: "made up" });
    expect(browser.session()).toBeNull();
  });

  it("ends with signing out", async () => {
    const browser = createBrowser();
    await browser.post("callback/credentials", { email: tenant.owner.email, password });
    await browser.post("signout");
    expect(browser.jar.get("next-auth.session-token")).toBe("");
  });
});

describe("with OpenID Connect", () => {
  async function signIn(claims: Record<string, unknown>) {
    provider.claims = claims;
    const browser = createBrowser();
    const { redirect = "" } = await browser.post("signin/oidc", { callbackUrl: "/pipelines" });
    const authorize = new URL(redirect);
    expect(authorize.searchParams.get("redirect_uri")).toBe(`${site}/api/auth/callback/oidc`);
    const answer = await browser.ask("GET", `callback/oidc?code=c&state=${authorize.searchParams.get("state")}`);
    return { browser, to: answer.redirect };
  }

  it("signs in whose verified address has an account", async () => {
    const { browser, to } = await signIn({ email: tenant.owner.email.toUpperCase(), email_verified: true });
    expect(to).toBe(`${site}/pipelines`);
    expect(browser.session()).toEqual({ userId: tenant.owner.userId, revision: 1 });
  });

  it("makes a member of whose verified address is invited", async () => {
    await tenant.owner.call("POST", "/v1/invitations", { email: "pat@team.example", role: "viewer" });
    const { browser } = await signIn({ email: "pat@team.example", email_verified: true, name: "Pat" });
    expect(await api.db.prisma.user.findUnique({ where: { email: "pat@team.example" }, include: { memberships: true } })).toMatchObject({ id: browser.session()?.userId, name: "Pat", memberships: [{ role: "viewer" }] });
  });

  it.each([
    ["an unverified address", () => ({ email: tenant.owner.email, email_verified: false })],
    ["an address it says nothing of", () => ({ email: tenant.owner.email })],
    ["a stranger's address", () => ({ email: "stranger@else.example", email_verified: true })],
    ["no address", () => ({ email_verified: true })],
  ])("lets nobody in with %s", async (_, claims) => {
    const { browser, to } = await signIn(claims());
    expect(to).toBe("/sign-in?error=no_account");
    expect(browser.session()).toBeNull();
  });

  it("refuses an answer to a question that this browser did not ask", async () => {
    provider.claims = { email: tenant.owner.email, email_verified: true };
    const [asker, other] = [createBrowser(), createBrowser()];
    const { redirect = "" } = await asker.post("signin/oidc");
    await other.ask("GET", `callback/oidc?code=c&state=${new URL(redirect).searchParams.get("state")}`);
    expect(other.session()).toBeNull();
  });
});

it("GitHub's word counts for the address that GitHub has verified, not for the one on the profile", async () => {
  setEnvironment({ GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "secret" });
  const { oauthProviders, readProviderProfile } = await import("./oauth-providers");
  const github = oauthProviders().find(({ id }) => id === "github") as unknown as GitHubProvider;
  const emails = [{ email: "shown@else.example", primary: false, verified: true }, { email: "own@team.example", primary: true, verified: true }];
  const client = { userinfo: async () => ({ id: 1, email: "shown@else.example" }), requestResource: async () => ({ body: Buffer.from(JSON.stringify(emails)) }) };
  const profile = await github.options.userinfo.request({ client, tokens: { access_token: "t" } });
  expect(readProviderProfile(profile)).toEqual({ email: "own@team.example", isVerified: true, name: null });
});
