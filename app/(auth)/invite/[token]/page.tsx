import { type Metadata } from "next";
import Link from "next/link";
import { oauthProviders } from "@/app/api/auth/oauth-providers";
import { AuthHeading } from "@/components/session/auth-heading";
import { InviteForm } from "@/components/session/invite-form";
import { ProviderButtons } from "@/components/session/provider-buttons";
import { Button } from "@/components/ui/button";
import { database } from "@/lib/db";
import { openInvitation } from "@/lib/invitations/open-invitation";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await openInvitation(token, database());
  if (!invitation) return <NoInvitation />;
  const { email, role, organizationName, hasAccount } = invitation;
  const providers = oauthProviders().map(({ id, name }) => ({ id, name }));
  return (
    <>
      <AuthHeading title={`Join ${organizationName}`}>
        You are invited as {role === "viewer" ? "a" : "an"} {role}.
      </AuthHeading>
      <InviteForm token={token} email={email} organizationName={organizationName} hasAccount={hasAccount} />
      {providers.length > 0 && <ProviderButtons providers={providers} next="/pipelines" />}
    </>
  );
}

function NoInvitation() {
  return (
    <>
      <AuthHeading title="This invitation does not work">It was used, was taken back, or is older than a week. Ask whoever sent it for a new one.</AuthHeading>
      <Button asChild className="h-9">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  );
}
