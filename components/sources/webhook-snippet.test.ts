import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { webhookAuthModes, type WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import { newWebhookSecret } from "@/lib/webhook-sources/webhook-secrets";
import { webhookAuths } from "@/lib/webhook-sources/auth/auths";
import { webhookSnippet } from "./webhook-snippet";

/** What the snippet would have curl send: its arguments, one a line. */
function runSnippet(mode: WebhookAuthMode, secret: string): { headers: Map<string, string>; body: string } {
  const script = webhookSnippet("http://x/whk/t", mode).replace(/^curl .*/m, (line) => line.replace("curl", 'printf "%s\\n"'));
  const lines = execFileSync("sh", ["-c", script], { encoding: "utf8", env: { ...process.env, SECRET: secret } }).split("\n");
  const headers = new Map(lines.flatMap((line, index) => (line === "-H" ? [(lines[index + 1] ?? "").split(/: (.*)/s).slice(0, 2) as [string, string]] : [])));
  return { headers, body: lines[lines.indexOf("-d") + 1] ?? "" };
}

describe.each(webhookAuthModes)("the snippet of %s", (mode) => {
  it("makes a call that the source believes", () => {
    const secret = newWebhookSecret(mode);
    const { headers, body } = runSnippet(mode, secret);
    const call = { header: (name: string) => headers.get(name), body: Buffer.from(body), nowMs: Date.now() };
    expect(webhookAuths[mode].isProven(call, secret)).toBe(true);
    expect(mode === "none" || !webhookAuths[mode].isProven(call, newWebhookSecret(mode))).toBe(true);
    expect(JSON.parse(body)).toMatchObject({ type: "invoice.paid" });
  });
});
