import { expect, type Page } from "@playwright/test";

/** Until what was asked for is there, not its place. */
export async function expectLoaded(page: Page, text?: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.locator("[aria-busy=true], .animate-shimmer")).toHaveCount(0, { timeout: 30_000 });
  if (text !== undefined) await expect(page.getByText(text).first()).toBeVisible({ timeout: 30_000 });
}
