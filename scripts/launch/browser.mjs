import fs from "node:fs";
import { LaunchError } from "./launcher.mjs";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * CHROMIUM_PATH, else the system's browser, else the one that comes as a package.
 * @returns {Promise<{ CHROMIUM_PATH: string, LD_LIBRARY_PATH?: string }>} the environment in which Playwright starts it
 */
export async function browserEnvironment() {
  const installed = [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find((file) => file && fs.existsSync(file));
  if (installed) return { CHROMIUM_PATH: installed };
  // Set before the import, this makes the package unpack the libraries that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return { CHROMIUM_PATH: await chromium.executablePath(), LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? "" };
  } catch (error) {
    throw new LaunchError(`no browser for the e2e tests: install Chromium or set CHROMIUM_PATH (${error.message})`);
  }
}
