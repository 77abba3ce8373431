import { promises as dns, type LookupAddress, type LookupAllOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import type { AddressGuard } from "./address-guard";

/** Every address of a name. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>;

export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

export const lookupAll: Lookup = (hostname) => {
  const options: LookupAllOptions = { all: true };
  return dns.lookup(hostname, options);
};

/** For a client that looks names up itself: it gets the checked addresses and connects to those. */
export function checkedLookup(lookup: Lookup, guard: AddressGuard): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname).then(
      (addresses) => {
        const checked = checkAddresses(hostname, addresses, guard);
        if (checked instanceof Error) callback(checked, "", 0);
        else if (options.all) callback(null, checked);
        else callback(null, checked[0]?.address ?? "", checked[0]?.family ?? 0);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), "", 0),
    );
  };
}

/** For a client that is told an address: the checked one to connect to. Throws AddressRefused, or what the resolver says. */
export async function checkedAddress(hostname: string, guard: AddressGuard, lookup: Lookup = lookupAll): Promise<string> {
  const checked = checkAddresses(hostname, await lookup(hostname), guard);
  if (checked instanceof Error) throw checked;
  return checked[0]?.address ?? "";
}

/** One bad address spoils the name, unless the operator listed another of them: that one is meant then (`localhost`). */
function checkAddresses(hostname: string, addresses: LookupAddress[], guard: AddressGuard): LookupAddress[] | Error {
  if (addresses.length === 0) return new Error(`${hostname} has no address`);
  const refusal = addresses.map(({ address }) => guard.refusalOf(address)).find((reason) => reason !== null);
  if (!refusal) return addresses;
  const listed = addresses.filter(({ address }) => guard.isListed(address) && guard.refusalOf(address) === null);
  return listed.length > 0 ? listed : new AddressRefused(`${hostname}: ${refusal}`);
}
