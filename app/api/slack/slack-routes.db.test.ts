import { startSlack } from "@/lib/slack-oauth/testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApi, type Tenant, type TestApi } from "@/app/v1/testing/api";
import { sessionCookieName } from "@/lib/sessions/session-cookie";
import { sealSession } from "@/lib/sessions/session-token";
import { GET as install } from "./install/route";
import { GET as oauthRedirect } from "./oauth_redirect/route";

let slack: Awaited<ReturnType<typeof startSlack>>;
let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  slack = await startSlack();
  api = await startTestApi();
});
afterAll(async () => {
  await api.close();
  await slack.close();
});
beforeEach(async () => {
  tenant = await api.createTenant();
  await tenant.call("PUT", "/v1/slack-app", { client_id: slack.clientId, client_secret: slack.clientSecret });
});

const sessionOf = (userId: string) => `${sessionCookieName(false)}=${sealSession({ userId, revision: 1 })}`;
const ask = (route: typeof install, address: string, cookie?: string) => route(new Request(address, cookie === undefined ? {} : { headers: { cookie } }));

/** As a browser would: to Slack, a button pressed there, and back. */
async function signInWithSlack(userId: string, query: string, decision: "allow" | "cancel" = "allow") {
  const session = sessionOf(userId);
  const begun = await ask(install, `http://test/api/slack/install${query}`, session);
  const location = begun.headers.get("location") ?? "";
  if (!location.startsWith(slack.authorizeUrl)) return location;
  const answer = await fetch(location, { method: "POST", redirect: "manual", body: new URLSearchParams({ decision }) });
  const stateCookie = begun.headers.get("set-cookie")?.split(";")[0];
  const back = await ask(oauthRedirect, answer.headers.get("location") ?? "", `${session}; ${stateCookie}`);
  expect(back.headers.get("referrer-policy")).toBe("no-referrer");
  return back.headers.get("location") ?? "";
}

describe("a browser that signs in with Slack", () => {
  it("ends on the page of its new connection", async () => {
    const location = await signInWithSlack(tenant.owner.userId, "");
    const [connection] = (await tenant.call("GET", "/v1/connections")).body.data;
    expect(location).toBe(`/destinations/${connection.id}?slack=connected&connection=${connection.id}`);
  });

  it("ends where it began, when that is a page of ours", async () => {
    expect(await signInWithSlack(tenant.owner.userId, "?return_to=%2Fwelcome%3Fstep%3D3")).toMatch(/^\/welcome\?step=3&slack=connected&connection=con_/);
    for (const elsewhere of ["https://evil.example.com", "//evil.example.com", "/\\evil.example.com", "javascript:alert(1)"]) {
      expect(await signInWithSlack(tenant.owner.userId, `?return_to=${encodeURIComponent(elsewhere)}`, "cancel")).toBe("/destinations?slack=access_denied");
    }
  });

  it("is told how it ended when it did not end well", async () => {
    expect(await signInWithSlack(tenant.owner.userId, "", "cancel")).toBe("/destinations?slack=access_denied");
    expect(await signInWithSlack(tenant.owner.userId, "?connection=con_none")).toBe("/destinations?slack=no_connection");
    const forged = await ask(oauthRedirect, "http://test/api/slack/oauth_redirect?code=x&state=forged", sessionOf(tenant.owner.userId));
    expect(forged.headers.get("location")).toBe("/destinations?slack=state_refused");
  });

  it("has to be signed in here first, on the way there and back", async () => {
    expect((await ask(install, "http://test/api/slack/install?connection=con_1")).headers.get("location")).toBe("/sign-in?next=%2Fapi%2Fslack%2Finstall%3Fconnection%3Dcon_1");
    expect((await ask(oauthRedirect, "http://test/api/slack/oauth_redirect?code=x&state=y")).headers.get("location")).toMatch(/^\/sign-in\?next=/);
  });

  it("of a viewer connects nothing", async () => {
    const viewer = await api.createMember(tenant.organizationId, "viewer");
    expect(await signInWithSlack(viewer.userId, "")).toBe("/destinations?slack=forbidden");
    const back = await ask(oauthRedirect, "http://test/api/slack/oauth_redirect?code=x&state=y", sessionOf(viewer.userId));
    expect(back.headers.get("location")).toBe("/destinations?slack=forbidden");
  });
});
