import type { Problem } from "@/lib/errors";

/** The form in which addresses are stored and compared. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

export function emailProblems(email: string): Problem[] {
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254;
  return isAddress ? [] : [{ path: "email", message: "expected an email address" }];
}
