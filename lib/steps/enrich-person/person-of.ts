import roleAccounts from "role-based-email-addresses";
import type { JsonObject } from "@/lib/pipeline/context";
import { isDisposable, isFreeMail } from "../mail-domains";

const roles: ReadonlySet<string> = new Set(roleAccounts);

/** What an address alone tells; null for a text that is none. No name where none can be told. */
export function personOf(address: string): JsonObject | null {
  const parts = /^([^\s@<>"',;:\\()[\]]{1,64})@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}])$/u.exec(address.trim());
  const [, local = "", writtenDomain = ""] = parts ?? [];
  if (local === "") return null;
  const domain = writtenDomain.toLowerCase();
  const mailbox = local.replace(/\+.*$/, "");
  const isRole = roles.has(mailbox.toLowerCase());
  return {
    email: `${local}@${domain}`,
    domain,
    ...(isRole ? {} : nameOf(mailbox)),
    is_free_mail: isFreeMail(domain),
    is_disposable: isDisposable(domain),
    is_role: isRole,
  };
}

/** `ada.lovelace` and `Ada_Lovelace2` are Ada Lovelace; `alovelace` is nobody one could name. */
function nameOf(mailbox: string): JsonObject {
  const words = mailbox.split(/[._-]+/).map((word) => word.replace(/\d+$/, "")).filter((word) => word !== "");
  const isName = words.length >= 2 && words.length <= 4 && words.every((word) => /^\p{L}+$/u.test(word)) && words.some((word) => word.length > 1);
  if (!isName) return {};
  const [first = "", ...others] = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  const last = others.join(" ");
  return { name: `${first} ${last}`, first_name: first, last_name: last };
}
