import { type Metadata } from "next";
import { SlackAppView } from "@/components/connections/slack-app-view";

export const metadata: Metadata = { title: "Slack app" };

export default function SlackAppPage() {
  return <SlackAppView />;
}
