import "@/app/v1/testing/environment";
import { startSlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { setEnvironment } from "@/lib/testing/set-environment";

/** Stands in for slack.com in a test file. */
export async function startSlack() {
  const slack = await startSlackSandboxServer({ redirectUris: ["https://events.example.com"] });
  setEnvironment({ PUBLIC_URL: "https://events.example.com", SLACK_AUTHORIZE_URL: slack.authorizeUrl, SLACK_API_URL: slack.apiUrl });
  return slack;
}
