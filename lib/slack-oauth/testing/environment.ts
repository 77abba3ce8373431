import "@/app/v1/testing/environment";
import { startSlackSandboxServer } from "@/lib/slack-sandbox/testing-server";

/** Stands in for slack.com. Started here: the environment is read once, by the first module that logs. */
export const slack = await startSlackSandboxServer({ redirectUris: ["https://events.example.com"] });

Object.assign(process.env, { PUBLIC_URL: "https://events.example.com", SLACK_AUTHORIZE_URL: slack.authorizeUrl, SLACK_API_URL: slack.apiUrl });
