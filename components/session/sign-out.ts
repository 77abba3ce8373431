import { postToAuth } from "./auth-request";

/** Ends this browser's session and leaves for the sign-in. */
export async function signOut(): Promise<void> {
  await postToAuth("signout");
  location.assign("/sign-in");
}
