import { AddressRefused, checkedAddress, type Lookup } from "@/lib/adapters/http/checked-address";
import { createAddressGuard } from "@/lib/adapters/http/address-guard";
import type { MailMessage, MailOutcome, MailPort, MailServer } from "@/lib/ports/ports";

export type GuardedMailOptions = {
  /** Networks besides the public internet that may be reached: CIDRs or addresses, comma separated. Empty = none. */
  allowPrivateNetwork: string;
  /** PEM of an authority besides the system's. */
  ca?: string;
  lookup?: Lookup;
};

/** One conversation a message. The connection goes to the address that was checked; the certificate must be of the name. */
export function createGuardedMail({ allowPrivateNetwork, ca, lookup }: GuardedMailOptions): MailPort {
  const guard = createAddressGuard(allowPrivateNetwork);
  const converse = async (server: MailServer, message: MailMessage | null): Promise<MailOutcome> => {
    let address: string;
    try {
      address = await checkedAddress(server.host, guard, lookup);
    } catch (error) {
      return { kind: error instanceof AddressRefused ? "refused" : "unsent", detail: error instanceof Error ? error.message : String(error) };
    }
    // Loaded with the first mail: an install may send none.
    const { runConversation } = await import("./mail-conversation");
    return runConversation(server, address, ca, message);
  };
  return { send: (server, message) => converse(server, message), verify: (server) => converse(server, null) };
}
