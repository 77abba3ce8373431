import { mkdir, writeFile } from "node:fs/promises";
import { type BrowserContext, type Page, test } from "@playwright/test";
import { createDemo, type Demo } from "./demo-organization";
import { openSignedIn } from "./sign-in";
import { expectLoaded } from "./page-loaded";
import { pageList } from "./page-list";

const widths = [1440, 390];
const colorSchemes = ["light", "dark"] as const;

let demo: Demo;
let signedIn: BrowserContext;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  await mkdir("screenshots", { recursive: true });
  demo = await createDemo(baseURL!);
  signedIn = await openSignedIn(browser, demo.organization.owner);
});

for (const { name, path, shows, isSignedOut } of pageList) {
  test(name, async ({ browser }) => {
    test.setTimeout(120_000);
    const page = await (isSignedOut ? await browser.newContext() : signedIn).newPage();
    await page.goto(path(demo.ids));
    await expectLoaded(page, shows);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of colorSchemes) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await writeFile(`screenshots/${name}-${width}-${colorScheme}.png`, await restingPicture(page));
      }
    }
    await page.close();
  });
}

/** Once it looks the same twice: a canvas moves into view, a chart is drawn after its page. */
async function restingPicture(page: Page): Promise<Buffer> {
  for (let last: Buffer = Buffer.alloc(0); ; ) {
    const picture = await page.screenshot({ animations: "disabled" });
    if (picture.equals(last)) return picture;
    last = picture;
  }
}
