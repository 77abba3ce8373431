import AxeBuilder from "@axe-core/playwright";
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { createDemo, type Demo } from "./demo-organization";
import { openSignedIn } from "./sign-in";
import { expectLoaded } from "./page-loaded";
import { pageList } from "./page-list";
import { openWatched } from "./watched-page";

const widths = [1440, 768, 390];
// What a page looks like in its colours takes axe longest to find out, and is the same at every width.
const colors = ["color-contrast", "link-in-text-block"];
const looks = [
  { width: 390, colorScheme: "light", judge: (axe: AxeBuilder) => axe.withTags(levels).disableRules(colors) },
  { width: 1440, colorScheme: "light", judge: (axe: AxeBuilder) => axe.withTags(levels) },
  { width: 1440, colorScheme: "dark", judge: (axe: AxeBuilder) => axe.withRules(colors) },
] as const;
const levels = ["wcag2a", "wcag2aa"];

// Each page by itself, and each worker with an organization of its own.
test.describe.configure({ mode: "parallel" });

// Nothing is done on them that a trace could show.
test.use({ trace: "off" });

let demo: Demo;
let signedIn: BrowserContext;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  demo = await createDemo(baseURL!);
  signedIn = await openSignedIn(browser, demo.organization.owner);
});

for (const { name, path, shows, isSignedOut } of pageList) {
  test(`${name} is readable for everybody, in light and dark, at every width, without a complaint`, async ({ browser }) => {
    test.setTimeout(180_000);
    const page = await (isSignedOut ? await browser.newContext() : signedIn).newPage();
    const complaints = await openWatched(page, path(demo.ids));
    await expectLoaded(page, shows);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => sidewaysOf(page), { message: `scrolls sideways at ${width} px` }).toEqual([]);
    }
    for (const { width, colorScheme, judge } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect.soft(await violationsOf(page, judge), `${colorScheme} at ${width} px`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
}

/** What reaches beyond the right edge, if the page scrolls there. */
function sidewaysOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    const beyond = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > edge + 1);
    return [`${document.documentElement.scrollWidth} px`, ...beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 200))];
  });
}

async function violationsOf(page: Page, judge: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  // axe puts a script into every frame, and waits forever for one that allows none: a mail as it is read.
  await page.locator("iframe[sandbox='']").evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
  // "Legacy" judges in the page itself, which has no frame of another origin; else each look opens a page of its own for the verdict.
  const { violations } = await judge(new AxeBuilder({ page }).setLegacyMode()).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 240)} ${any[0]?.message ?? ""}`));
}
