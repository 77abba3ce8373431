import type { Profile } from "next-auth";
import type { Provider } from "next-auth/providers/index";
import GithubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { z } from "zod";
import { env } from "@/lib/env";
import type { ProviderProfile } from "@/lib/sessions/sign-in-with-provider";

/** Those that the environment names. */
export function oauthProviders(): Provider[] {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  const providers: Provider[] = [];
  if (GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET) providers.push(github(GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET));
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) {
    providers.push(GoogleProvider({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET }));
  }
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET) providers.push(oidc(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET));
  return providers;
}

const verifiedClaims = z.object({ email: z.string(), email_verified: z.boolean(), name: z.string().nullish() });

export function readProviderProfile(profile: Profile | undefined): ProviderProfile {
  const parsed = verifiedClaims.safeParse(profile);
  if (!parsed.success) return { email: null, isVerified: false, name: null };
  return { email: parsed.data.email, isVerified: parsed.data.email_verified, name: parsed.data.name ?? null };
}

/** GitHub's profile shows an address that its user chose; which one is verified, only the list of addresses says. */
function github(clientId: string, clientSecret: string): Provider {
  return GithubProvider({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const token = tokens.access_token ?? "";
        const profile = await client.userinfo(token);
        const { body } = await client.requestResource("https://api.github.com/user/emails", token);
        const primary = githubEmails.parse(JSON.parse(String(body))).find((email) => email.primary);
        return { ...profile, email: primary?.email, email_verified: primary?.verified };
      },
    },
  });
}

const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

function oidc(issuer: string, clientId: string, clientSecret: string): Provider {
  return {
    id: "oidc",
    name: "single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state"],
    clientId,
    clientSecret,
    profile: (profile: { sub: string; email: string; name?: string }) => ({ id: profile.sub, email: profile.email, name: profile.name ?? null, revision: 0 }),
  };
}
