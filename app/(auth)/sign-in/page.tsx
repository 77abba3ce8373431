import { type Metadata } from "next";
import { redirect } from "next/navigation";
import { oauthProviders } from "@/app/api/auth/oauth-providers";
import { readViewer } from "@/app/session";
import { AuthHeading } from "@/components/session/auth-heading";
import { localPath } from "@/components/session/local-path";
import { NoOwnerYet } from "@/components/session/no-owner-yet";
import { ProviderButtons } from "@/components/session/provider-buttons";
import { SignInForm } from "@/components/session/sign-in-form";
import { database } from "@/lib/db";
import { readSetupState } from "@/lib/setup/read-setup-state";

export const metadata: Metadata = { title: "Sign in" };

/** What next-auth or the sign-in with a provider puts into the address. */
const problems: Record<string, string> = {
  no_account: "That address has no account here and no invitation. Ask an owner for one, or sign in with another address.",
  OAuthCallback: "The other side did not confirm who you are. Try again.",
  OAuthSignin: "The other side can't be reached. Try again in a moment, or sign in with a password.",
  Configuration: "Signing in that way is not set up right on this server.",
};

type Search = { next?: string; callbackUrl?: string; error?: string };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const next = localPath(search.next ?? pathOf(search.callbackUrl));
  if (await readViewer()) redirect(next);
  if ((await readSetupState(undefined, database())) === "closed") return <NoOwnerYet />;
  const providers = oauthProviders().map(({ id, name }) => ({ id, name }));
  return (
    <>
      <AuthHeading title="Sign in to Ingestlayer" />
      <SignInForm next={next} problem={search.error && (problems[search.error] ?? "Signing in did not work. Try again.")} />
      {providers.length > 0 && <ProviderButtons providers={providers} next={next} />}
    </>
  );
}

/** next-auth names the place to return to with its origin. */
function pathOf(callbackUrl: string | undefined): string | undefined {
  if (callbackUrl === undefined || !URL.canParse(callbackUrl, "http://local")) return undefined;
  const { pathname, search } = new URL(callbackUrl, "http://local");
  return `${pathname}${search}`;
}
