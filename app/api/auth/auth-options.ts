import type { AuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { database } from "@/lib/db";
import { env } from "@/lib/env";
import { UserError } from "@/lib/errors";
import { clientAddress } from "@/lib/http/client-address";
import { isSecureRequest } from "@/lib/http/request-origin";
import { log } from "@/lib/log";
import { openSession, sealSession, sessionMaxAge } from "@/lib/sessions/session-token";
import { signInWithPassword } from "@/lib/sessions/sign-in-with-password";
import { signInWithProvider } from "@/lib/sessions/sign-in-with-provider";
import { oauthProviders, readProviderProfile } from "./oauth-providers";

const claims = z.object({ sub: z.string(), revision: z.number() });

/** For one request: whether its cookies are `Secure` depends on how it came. */
export function createAuthOptions(headers: Headers): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: isSecureRequest(headers),
    session: { strategy: "jwt", maxAge: sessionMaxAge },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: (credentials) => authorize(credentials?.email ?? "", credentials?.password ?? "", clientAddress(headers)),
      }),
      ...oauthProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type === "credentials") return true;
        const session = await signInWithProvider(readProviderProfile(profile), database());
        if (!session) return "/sign-in?error=no_account";
        Object.assign(user, { id: session.userId, revision: session.revision });
        return true;
      },
      // `user` is there right after a sign-in only.
      jwt: ({ token, user }) => (user ? { sub: user.id, revision: user.revision } : token),
    },
    jwt: {
      encode({ token }) {
        const { sub, revision } = claims.parse(token);
        return sealSession({ userId: sub, revision });
      },
      decode({ token }) {
        const session = token ? openSession(token) : null;
        return session && { sub: session.userId, revision: session.revision };
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: metadata instanceof Error ? metadata.message : undefined }, "sign-in"),
      warn: (code) => log.debug({ code }, "sign-in"),
      debug: () => {},
    },
  };
}

/** The message of what it throws is all that next-auth hands on to the form. */
async function authorize(email: string, password: string, network: string): Promise<User> {
  try {
    const { userId, revision } = await signInWithPassword({ email, password, network }, database());
    return { id: userId, revision };
  } catch (error) {
    if (error instanceof UserError) throw new Error(error.message);
    log.error({ err: error }, "sign-in");
    throw new Error("Signing in failed on our side. Try again in a moment.");
  }
}

declare module "next-auth" {
  interface User {
    revision: number;
  }
}
