import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";

type Account = { email: string; password: string };

/** On the sign-in page, which leads on to where one wanted to go. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Opens a page as somebody who signed in before: for journeys that begin behind the sign-in page. */
export async function openAs(page: Page, account: Account, path: string): Promise<void> {
  await startSession(page.context(), account);
  await page.goto(path);
}

/** A browser that is signed in and moves nothing, for one page after the other. */
export async function openSignedIn(browser: Browser, account: Account): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await startSession(context, account);
  return context;
}

async function startSession({ request }: BrowserContext, account: Account): Promise<void> {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const answer = await request.post("/api/auth/callback/credentials", { form: { ...account, csrfToken, json: "true" } });
  await expect(answer).toBeOK();
}
