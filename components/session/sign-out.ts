import { postToAuth } from "./auth-request";
import { leaveFor } from "./leave-for";

/** Ends this browser's session and leaves for the sign-in. */
export async function signOut(): Promise<void> {
  await postToAuth("signout");
  leaveFor("/sign-in");
}
