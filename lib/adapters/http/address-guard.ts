import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

export type AddressGuard = {
  /** Why an address may not be reached, or null when it may. Anything but a plain IP address is refused too. */
  refusalOf(address: string): string | null;
  /** Whether the operator listed the address among the private networks that may be reached. */
  isListed(address: string): boolean;
};

/**
 * Only public unicast addresses may be reached, and what the operator lists (`10.0.0.0/8, 127.0.0.1`). Instance metadata
 * services stay out of reach even then: they hand out the machine's own credentials.
 */
export function createAddressGuard(allowPrivateNetwork: string): AddressGuard {
  const allowed = parseRanges(allowPrivateNetwork);
  return {
    isListed: (address) => {
      const parsed = parseAddress(address);
      return parsed !== null && isListed(parsed, allowed);
    },
    refusalOf: (address) => {
      const parsed = parseAddress(address);
      if (parsed === null) return `${address} is not an IP address`;
      if (metadataAddresses.has(parsed.toString())) return `${address} is an instance metadata service`;
      if (isListed(parsed, allowed)) return null;
      const range = rangeOf(parsed);
      return range === "unicast" ? null : `${address} is not a public address (${range})`;
    },
  };
}

// AWS, GCP, Azure and DigitalOcean; Azure's WireServer (a public address); Alibaba; Oracle; AWS over IPv6.
const metadataAddresses = new Set(["169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"]);

// Today's global unicast space. ipaddr.js calls the unassigned rest "unicast" too, and with it ::a.b.c.d (RFC 4291, deprecated).
const globalUnicastV6 = ipaddr.parseCIDR("2000::/3");
const nat64 = ipaddr.parseCIDR("64:ff9b::/96");

/** An IPv4 address inside an IPv6 one (mapped, NAT64) is judged as what it leads to. */
function parseAddress(text: string): Address | null {
  const bare = text.replace(/^\[|\]$/g, "");
  if (!ipaddr.isValid(bare) || (!bare.includes(":") && !ipaddr.IPv4.isValidFourPartDecimal(bare))) return null;
  const address = ipaddr.process(bare);
  if (address.kind() === "ipv6" && matches(address, nat64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return address;
}

function rangeOf(address: Address): string {
  const range = address.range();
  if (range === "unicast" && address.kind() === "ipv6" && !matches(address, globalUnicastV6)) return "reserved";
  return range;
}

function isListed(address: Address, allowed: Range[]): boolean {
  return allowed.some((range) => matches(address, range));
}

function matches(address: Address, [network, bits]: Range): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits);
  return network instanceof ipaddr.IPv6 && address.match(network, bits);
}

function parseRanges(list: string): Range[] {
  return list.split(",").map((item) => item.trim()).filter((item) => item !== "").map(parseRange);
}

function parseRange(item: string): Range {
  if (ipaddr.isValidCIDR(item)) return ipaddr.parseCIDR(item);
  if (ipaddr.isValid(item)) {
    const address = ipaddr.parse(item);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  }
  throw new Error(`ALLOW_PRIVATE_NETWORK: expected networks such as 10.0.0.0/8, comma separated, got "${item}"`);
}
