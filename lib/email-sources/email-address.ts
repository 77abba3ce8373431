import { hash, randomBytes } from "node:crypto";
import { z } from "zod";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The part before the @ of a new address: 130 random bits in lower case, for mail servers may change the case. */
export function newMailbox(): string {
  return `in_${Array.from(randomBytes(26), (byte) => alphabet[byte % 32]).join("")}`;
}

export function hashMailbox(mailbox: string): string {
  return hash("sha256", mailbox.toLowerCase(), "hex");
}

/** `in_…` of an address at our domain, or null. */
export function mailboxAt(address: string, domain: string): string | null {
  const at = address.lastIndexOf("@");
  const mailbox = address.slice(0, at).toLowerCase();
  return at > 0 && address.slice(at + 1).toLowerCase() === domain && /^in_[a-z2-7]{26}$/.test(mailbox) ? mailbox : null;
}

/** What an email source keeps in its settings. */
export const emailSettingsSchema = z.object({
  mailbox: z.string(),
  /** Senders' domains; empty = everybody. */
  fromDomains: z.array(z.string()).default([]),
});
export type EmailSettings = z.infer<typeof emailSettingsSchema>;

/** Also a subdomain of an allowed one. */
export function mayWrite(address: string, fromDomains: string[]): boolean {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return fromDomains.length === 0 || fromDomains.some((allowed) => domain === allowed || domain.endsWith(`.${allowed}`));
}
