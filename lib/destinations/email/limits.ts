export const emailLimits = {
  /** RFC 5322 wants lines of 998 at most; longer subjects are cut by every reader. */
  subject: 250,
  text: 100_000,
  recipients: 50,
} as const;
