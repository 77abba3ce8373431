import type { DeliveryPorts } from "@/lib/destinations/contract";
import type { HttpPort } from "@/lib/ports/ports";

/** For kinds that speak HTTP: whoever sends mail or SQL with these is told. */
export function deliveryPorts(http: HttpPort, others: Partial<DeliveryPorts> = {}): DeliveryPorts {
  const unexpected = (): never => {
    throw new Error("only HTTP may be spoken here");
  };
  return { http, mail: { send: unexpected, verify: unexpected }, sql: { query: unexpected }, ...others };
}
