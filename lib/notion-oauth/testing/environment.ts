import "@/app/v1/testing/environment";
import { startNotionDouble } from "@/lib/testing/doubles/notion";
import { setEnvironment } from "@/lib/testing/set-environment";

/** Stands in for notion.com in a test file. */
export async function startNotion() {
  const notion = await startNotionDouble({ callsMax: 1000, redirectUri: "https://events.example.com/api/notion/oauth_redirect" });
  const { clientId, clientSecret } = notion.oauth;
  setEnvironment({ PUBLIC_URL: "https://events.example.com", NOTION_API_URL: notion.url, NOTION_CLIENT_ID: clientId, NOTION_CLIENT_SECRET: clientSecret });
  return notion;
}
