import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { forgiveSignIn, takeSignInPlace } from "./store";

// Enough for a forgotten password and for an office behind one address; far too little to guess with.
const perAddress = { burst: 10, periodMs: 60_000 };
const perNetwork = { burst: 40, periodMs: 10_000 };

/** Who tries: the account's address, and where from. */
export type SignInTry = { email: string; network: string };

/** Counts the try before its password is looked at, so that tries at the same time are counted too. Throws `rate_limited`. */
export async function countTry(attempt: SignInTry, db: Database): Promise<void> {
  const keys = keysOf(attempt);
  for (const [key, limit] of [[keys.network, perNetwork], [keys.address, perAddress]] as const) {
    const { retryAfterMs } = await takeSignInPlace(key, limit, db);
    if (retryAfterMs !== null) throw tooManyTries(retryAfterMs);
  }
}

/** What went well counts against nobody. */
export function forgiveTry(attempt: SignInTry, db: Database): Promise<void> {
  return forgiveSignIn({ ...keysOf(attempt), periodMs: perNetwork.periodMs }, db);
}

function keysOf({ email, network }: SignInTry): { address: string; network: string } {
  return { address: `address:${email}`, network: `network:${network}` };
}

function tooManyTries(retryAfterMs: number): UserError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  const wait = seconds === 1 ? "a second" : `${seconds} seconds`;
  return new UserError("rate_limited", `Too many tries. Try again in ${wait}.`, undefined, retryAfterMs);
}
