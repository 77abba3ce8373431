/** What redact.pii can find, in the order the form shows it. */
export const detectorNames = ["email", "phone", "card", "iban", "ip", "secret", "urlCredentials", "nationalId", "name"] as const;
export type DetectorName = (typeof detectorNames)[number];
