import { type BrowserContext, test } from "@playwright/test";
import { createDemo, type Demo } from "./demo-organization";
import { openSignedIn } from "./open-signed-in";
import { expectLoaded } from "./page-loaded";
import { pageList } from "./page-list";

const widths = [1440, 390];
const colorSchemes = ["light", "dark"] as const;

let demo: Demo;
let signedIn: BrowserContext;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  demo = await createDemo(baseURL!);
  signedIn = await openSignedIn(browser, demo.organization.owner);
});

for (const { name, path, isSignedOut } of pageList) {
  test(name, async ({ browser }) => {
    test.setTimeout(120_000);
    const page = await (isSignedOut ? await browser.newContext() : signedIn).newPage();
    await page.goto(path(demo.ids));
    await expectLoaded(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of colorSchemes) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.screenshot({ path: `screenshots/${name}-${width}-${colorScheme}.png`, animations: "disabled" });
      }
    }
    await page.close();
  });
}
