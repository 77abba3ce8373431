import { type Browser, type BrowserContext } from "@playwright/test";
import { signIn } from "./sign-in";

/** A browser that is signed in and moves nothing, for one page after the other. */
export async function openSignedIn(browser: Browser, owner: { email: string; password: string }): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, owner);
  await page.close();
  return context;
}
