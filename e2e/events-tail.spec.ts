import { expect, test, type Locator, type Page } from "@playwright/test";
import { createOrganization, type Organization } from "./fresh-organization";
import { openAs } from "./sign-in";

const stored = 5000;
const batch = 500;
/** What fits on the screen and a little around it, however many there are. */
const rowsAtOnce = 80;

let organization: Organization;

test.beforeEach(async ({ page, baseURL }) => {
  test.setTimeout(300_000);
  organization = await createOrganization(baseURL!, "tail");
  for (let from = 0; from < stored; from += batch) {
    const events = Array.from({ length: batch }, (_, index) => ({ type: from + index === 0 ? "tail.oldest" : "tail.stored", payload: { n: from + index } }));
    await organization.api("POST", "/v1/ingest", { events });
  }
  await openAs(page, organization.owner, "/events");
  await expect(rowsOf(page).first()).toBeVisible();
});

test("of 5,000 events only those on the screen are drawn, down to the oldest one", async ({ page }) => {
  const oldest = rowsOf(page).filter({ hasText: "tail.oldest" });
  let drawnAtMost = 0;
  await expect(async () => {
    await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight }));
    drawnAtMost = Math.max(drawnAtMost, await rowsOf(page).count());
    await expect(oldest).toBeVisible({ timeout: 300 });
  }).toPass({ intervals: [100], timeout: 180_000 });
  expect(drawnAtMost).toBeLessThan(rowsAtOnce);

  await organization.ingest("tail.fresh", {});
  const news = page.getByRole("button", { name: "1 new" });
  await expect(news).toBeVisible();
  await expect(oldest).toBeVisible();
  await news.click();
  await expect(rowsOf(page).first()).toContainText("tail.fresh");
  expect(await rowsOf(page).count()).toBeLessThan(rowsAtOnce);
});

test("a new event comes in by itself, and waits while the list is pointed at", async ({ page }) => {
  await page.getByRole("heading", { level: 1, name: "Events" }).hover();
  const first = await organization.ingest("tail.fresh", {});
  await expect(rowsOf(page).first().getByRole("link")).toHaveAttribute("href", `/events/${first}`);

  await rowsOf(page).nth(3).hover();
  for (let n = 0; n < 3; n++) await organization.ingest("tail.later", {});
  await expect(page.getByRole("button", { name: "3 new" })).toBeVisible();
  await expect(rowsOf(page).first()).toContainText("tail.fresh");

  await page.getByRole("heading", { level: 1, name: "Events" }).hover();
  await expect(rowsOf(page).filter({ hasText: "tail.later" })).toHaveCount(3);
  await expect(page.getByRole("button", { name: /new$/ })).toHaveCount(0);
});

function rowsOf(page: Page): Locator {
  return page.getByRole("list", { name: "Events" }).getByRole("listitem");
}
