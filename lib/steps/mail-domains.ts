import { isDisposableEmailDomain } from "disposable-email-domains-js";
import freeMailDomains from "email-providers";

const freeMail: ReadonlySet<string> = new Set(freeMailDomains);

/** Whether anybody can get an address there: it says nothing about a company. */
export function isFreeMail(domain: string): boolean {
  return freeMail.has(domain);
}

/** Whether addresses there are made to be thrown away, also under a subdomain. */
export function isDisposable(domain: string): boolean {
  const labels = domain.split(".");
  return labels.some((_, from) => from < labels.length - 1 && isDisposableEmailDomain(labels.slice(from).join(".")));
}
