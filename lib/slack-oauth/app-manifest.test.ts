import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { slackScopes } from "@/lib/destinations/slack/account";
import { appManifest } from "./app-manifest";

describe("appManifest", () => {
  const redirect = "https://events.example.com/api/slack/oauth_redirect";

  it("asks for exactly the scopes the product uses and registers where Slack sends people back to", () => {
    const { oauth_config } = JSON.parse(appManifest(redirect, slackScopes).json);
    expect(oauth_config).toEqual({ redirect_urls: [redirect], scopes: { bot: ["chat:write", "chat:write.public", "channels:read", "groups:read"] } });
  });

  it("says the same as JSON, as YAML and in the link", () => {
    const { json, yaml, createUrl } = appManifest(redirect, slackScopes);
    expect(parse(yaml)).toEqual(JSON.parse(json));
    const link = new URL(createUrl);
    expect(`${link.origin}${link.pathname}`).toBe("https://api.slack.com/apps");
    expect(link.searchParams.get("new_app")).toBe("1");
    expect(JSON.parse(link.searchParams.get("manifest_json") ?? "")).toEqual(JSON.parse(json));
  });

  it("names no redirect address that Slack would refuse", () => {
    expect(JSON.parse(appManifest(null, slackScopes).json).oauth_config).not.toHaveProperty("redirect_urls");
  });
});
