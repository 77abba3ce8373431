import "@/app/v1/testing/environment";
import { startNotionDouble } from "@/lib/testing/doubles/notion";

/** Stands in for notion.com. Started here: the environment is read once, by the first module that logs. */
export const notion = await startNotionDouble({ callsMax: 1000, redirectUri: "https://events.example.com/api/notion/oauth_redirect" });

Object.assign(process.env, { PUBLIC_URL: "https://events.example.com", NOTION_API_URL: notion.url, NOTION_CLIENT_ID: notion.oauth.clientId, NOTION_CLIENT_SECRET: notion.oauth.clientSecret });
