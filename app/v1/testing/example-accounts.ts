import { expect } from "vitest";
import type { SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import type { Tenant } from "./api";

export const slackConfigOf = (slack: SlackSandboxServer, botToken = slack.botToken) => ({ botToken, apiBaseUrl: slack.apiUrl });

/** The connections that examples/route-support-escalations.json names; nothing answers at the webhook's address unless it is given. */
export async function connectExampleAccounts(tenant: Tenant, slack: SlackSandboxServer, hookUrl = "http://127.0.0.1:9/x"): Promise<void> {
  const answers = await Promise.all([
    tenant.call("POST", "/v1/connections", { kind: "slack", slug: "acme-slack", config: slackConfigOf(slack) }),
    tenant.call("POST", "/v1/connections", { kind: "webhook", slug: "archive-hook", config: { url: hookUrl }, verify: false }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
}
