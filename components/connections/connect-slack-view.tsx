"use client";

import { useRouter } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { BackLink } from "./back-link";
import { SlackConnect } from "./slack-connect";
import { SlackNotice } from "./slack-notice";

export function ConnectSlackView() {
  const router = useRouter();
  return (
    <>
      <PageHeader
        eyebrow={<BackLink href="/destinations/new">Connect</BackLink>}
        title="Connect Slack"
        description="Three ways to a workspace. What is asked for is always the same: to post messages, and to see the names of channels."
      />
      <SlackNotice />
      <SlackConnect onConnected={(id) => router.push(`/destinations/${id}?slack=connected`)} />
    </>
  );
}
