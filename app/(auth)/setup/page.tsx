import { type Metadata } from "next";
import Link from "next/link";
import { AuthHeading } from "@/components/session/auth-heading";
import { NoOwnerYet } from "@/components/session/no-owner-yet";
import { SetupForm } from "@/components/session/setup-form";
import { Button } from "@/components/ui/button";
import { database } from "@/lib/db";
import { readSetupState } from "@/lib/setup/read-setup-state";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : undefined;
  const state = await readSetupState(text, database());
  if (state === "claimed") return <Claimed />;
  if (state === "closed" || text === undefined) return <NoOwnerYet hasTriedLink={text !== undefined} />;
  return (
    <>
      <AuthHeading title="Create the owner account">It owns this install: it invites the others and decides what they may do.</AuthHeading>
      <SetupForm token={text} />
    </>
  );
}

function Claimed() {
  return (
    <>
      <AuthHeading title="Already set up">This install has an owner. Sign in, or ask them for an invitation.</AuthHeading>
      <Button asChild variant="primary" className="h-9">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  );
}
