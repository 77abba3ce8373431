/** core.telegram.org/bots/api, sendMessage. */
export const telegramLimits = {
  /** Characters (UTF-16 units) after the markup is read. */
  text: 4096,
  /** Marked-up parts of a message; Telegram drops those beyond. */
  entities: 100,
  /** Undocumented; longer ones are not shown whole. */
  buttonText: 64,
} as const;
