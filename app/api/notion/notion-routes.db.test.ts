import { startNotion } from "@/lib/notion-oauth/testing/environment";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startTestApi, type Tenant, type TestApi } from "@/app/v1/testing/api";
import { sessionCookieName } from "@/lib/sessions/session-cookie";
import { sealSession } from "@/lib/sessions/session-token";
import { GET as install } from "./install/route";
import { GET as oauthRedirect } from "./oauth_redirect/route";

let notion: Awaited<ReturnType<typeof startNotion>>;
let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  notion = await startNotion();
  api = await startTestApi();
});
afterAll(async () => {
  await api.close();
  await notion.close();
});
beforeEach(async () => {
  tenant = await api.createTenant();
});

const ask = (route: typeof install, address: string, userId?: string) =>
  route(new Request(address, userId === undefined ? {} : { headers: { cookie: `${sessionCookieName(false)}=${sealSession({ userId, revision: 1 })}` } }));
const locationOf = (answer: Response) => answer.headers.get("location") ?? "";

it("a browser that signs in with Notion ends on the page of its new connection", async () => {
  const begun = locationOf(await ask(install, "http://test/api/notion/install", tenant.owner.userId));
  const page = await (await fetch(begun)).text();
  const back = await ask(oauthRedirect, /href="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "", tenant.owner.userId);
  const [connection] = (await tenant.call("GET", "/v1/connections")).body.data;
  expect(locationOf(back)).toBe(`/destinations/${connection.id}?notion=connected&connection=${connection.id}`);
  expect(back.headers.get("referrer-policy")).toBe("no-referrer");
});

it("it has to be signed in here, and as an editor", async () => {
  expect(locationOf(await ask(install, "http://test/api/notion/install"))).toBe("/sign-in?next=%2Fapi%2Fnotion%2Finstall");
  expect(locationOf(await ask(oauthRedirect, "http://test/api/notion/oauth_redirect?code=x&state=y"))).toBe("/sign-in?next=%2Fdestinations%3Fnotion%3Dsigned_out");
  const viewer = await api.createMember(tenant.organizationId, "viewer");
  for (const [route, path] of [[install, "install"], [oauthRedirect, "oauth_redirect?code=x&state=y"]] as const) {
    expect(locationOf(await ask(route, `http://test/api/notion/${path}`, viewer.userId))).toBe("/destinations?notion=forbidden");
  }
});

it("the API says that one can sign in, and never with which secret", async () => {
  const { body, text } = await tenant.call("GET", "/v1/notion-app");
  expect(body.data).toEqual({ sign_in: "ready", redirect_url: "https://events.example.com/api/notion/oauth_redirect" });
  expect(text).not.toContain(notion.oauth.clientSecret);
});
