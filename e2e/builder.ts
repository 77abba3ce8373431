import { expect, type Locator, type Page } from "@playwright/test";

/** A card by what a screen reader says of it: `Step 2, filter.match`. */
export function cardOf(page: Page, label: string): Locator {
  return page.getByRole("button", { name: new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.])`) });
}

export function inspectorOf(page: Page): Locator {
  return page.getByRole("complementary", { name: "Inspector" });
}

/** The server has the draft as it is on the screen. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole("banner").or(page.locator("header")).getByText("Saved", { exact: true })).toBeVisible();
}

/** Lets go of it there; `at` is in shares of the target's box. */
export async function drag(page: Page, what: Locator, onto: Locator, at = { x: 0.5, y: 0.5 }): Promise<void> {
  const from = await restingBox(what);
  const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  // The inspector makes room once something is dragged: measured after that.
  await page.mouse.move(start.x + 4, start.y + 6);
  const to = await restingBox(onto);
  await page.mouse.move(to.x + to.width * at.x, to.y + to.height * at.y, { steps: 6 });
  await page.mouse.up();
}

type Box = { x: number; y: number; width: number; height: number };

/** Where it is once nothing moves it any more. */
async function restingBox(locator: Locator): Promise<Box> {
  await expect(locator).toBeVisible();
  return locator.evaluate(
    (element) =>
      new Promise<Box>((resolve) => {
        let [last, frames] = ["", 0];
        const look = () => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const now = `${x} ${y}`;
          frames = now === last ? frames + 1 : 0;
          last = now;
          if (frames < 12) requestAnimationFrame(look);
          else resolve({ x, y, width, height });
        };
        look();
      }),
  );
}
