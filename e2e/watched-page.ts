import { type Page } from "@playwright/test";

/** Opens a page; what the browser then complains of is in the list. */
export async function openWatched(page: Page, path: string, colorScheme: "light" | "dark" = "light"): Promise<string[]> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    const isAnswerOfPage = message.location().url === page.url() && message.text().includes("status of 404");
    // Tracing puts a script of its own into every frame, and the frame of a mail allows none.
    const isOfTracing = message.text().startsWith("Blocked script execution in 'about:srcdoc'");
    if (!isAnswerOfPage && !isOfTracing && (message.type() === "error" || message.type() === "warning")) complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  await page.emulateMedia({ colorScheme });
  await page.goto(path);
  return complaints;
}
