import { createHash, randomBytes } from "node:crypto";
import type { Database } from "@/lib/db";
import { insertState, takeState, type SignInState } from "./store";

/** Whose session it is: a state is taken by nobody else. */
export type Installer = { organizationId: string; userId: string };

const lifetimeMs = 10 * 60_000;

/** What a vendor is to hand back with its answer. */
export async function issueState(db: Database, installer: Installer, state: SignInState, nowMs: number): Promise<string> {
  const issued = randomBytes(32).toString("base64url");
  await insertState(installer.organizationId, db, { stateHash: hashState(issued), userId: installer.userId, ...state, expiresAt: new Date(nowMs + lifetimeMs) });
  return issued;
}

/** What this very session began, and that the vendor's answer is no refusal. Works once a state. */
export async function takeAnswer(
  db: Database,
  installer: Installer,
  providers: readonly SignInState["provider"][],
  answer: URLSearchParams,
  nowMs: number,
): Promise<{ ok: true; state: SignInState } | { ok: false; code: string; returnTo: string }> {
  const state = await takeState(installer.organizationId, db, installer.userId, providers, hashState(answer.get("state") ?? ""));
  const returnTo = state?.returnTo ?? "/destinations";
  if (!state) return { ok: false, code: "state_refused", returnTo };
  if (state.expiresAt.getTime() <= nowMs) return { ok: false, code: "state_expired", returnTo };
  const error = answer.get("error");
  if (error !== null) return { ok: false, code: isErrorCode(error) ? error : "unreadable_answer", returnTo };
  return { ok: true, state };
}

/** Whether it may go into an address of ours: a vendor's word is text of a stranger. */
export function isErrorCode(text: string): boolean {
  return /^[a-z_]{1,64}$/.test(text);
}

function hashState(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}
