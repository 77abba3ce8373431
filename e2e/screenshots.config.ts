import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config";

/** The journeys' own server on a fresh install, with the pages to be looked at instead of tests. */
export default defineConfig({
  ...journeys,
  testDir: ".",
  testMatch: "take-screenshots.ts",
  outputDir: "../test-results",
  projects: [{ name: "screenshots" }],
  webServer: [journeys.webServer ?? []].flat().map((server) => ({ ...server, cwd: ".." })),
});
