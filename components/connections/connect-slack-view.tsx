"use client";

import { useRouter } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { BackLink } from "./back-link";
import { SlackConnect } from "./slack-connect";
import { SignInNotice } from "./sign-in-notice";

export function ConnectSlackView() {
  const router = useRouter();
  return (
    <>
      <PageHeader
        eyebrow={<BackLink href="/destinations/new">Connect</BackLink>}
        title="Connect Slack"
        description="Whichever way you choose, the same is asked for: to post messages, and to see the names of channels."
      />
      <SignInNotice />
      <SlackConnect onConnected={(id) => router.push(`/destinations/${id}?slack=connected`)} />
    </>
  );
}
