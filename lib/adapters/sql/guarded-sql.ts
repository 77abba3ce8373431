import pg from "pg";
import { AddressRefused, checkedAddress, type Lookup } from "@/lib/adapters/http/checked-address";
import { createAddressGuard } from "@/lib/adapters/http/address-guard";
import { surviveLostConnections } from "@/lib/adapters/postgres/survive-lost-connections";
import type { JsonObject } from "@/lib/pipeline/context";
import type { SqlOutcome, SqlPort, SqlServer } from "@/lib/ports/ports";

export type GuardedSqlOptions = {
  /** Networks besides the public internet that may be reached: CIDRs or addresses, comma separated. Empty = none. */
  allowPrivateNetwork: string;
  lookup?: Lookup;
};

export type GuardedSql = SqlPort & { close(): Promise<void> };

const connectionsMax = 3;
const idleMs = 10_000;
const poolsMax = 100;

/** A few connections a database, closed when nothing is sent. They go to the address that was checked. */
export function createGuardedSql({ allowPrivateNetwork, lookup }: GuardedSqlOptions): GuardedSql {
  const guard = createAddressGuard(allowPrivateNetwork);
  const pools = new Map<string, Promise<pg.Pool>>();

  function poolOf(server: SqlServer): Promise<pg.Pool> {
    const key = JSON.stringify(server);
    const known = pools.get(key);
    if (known) return known;
    if (pools.size >= poolsMax) closeAll();
    const made = openPool(server);
    pools.set(key, made);
    // An address that could not be had is asked for again; its failure is its caller's.
    made.catch(() => pools.delete(key));
    return made;
  }

  async function openPool({ url, tls, ca, timeoutMs }: SqlServer): Promise<pg.Pool> {
    const { hostname, port, username, password, pathname } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, "");
    const address = await checkedAddress(host, guard, lookup);
    const pool = new pg.Pool({
      host: address, port: port === "" ? 5432 : Number(port), user: decodeURIComponent(username), password: decodeURIComponent(password), database: decodeURIComponent(pathname.slice(1)),
      ssl: tls === "off" ? false : { servername: host, rejectUnauthorized: tls === "verify", ...(ca === undefined ? {} : { ca }) },
      max: connectionsMax, idleTimeoutMillis: idleMs, connectionTimeoutMillis: timeoutMs, statement_timeout: timeoutMs, query_timeout: timeoutMs + 1000, application_name: "ingestlayer",
    });
    surviveLostConnections(pool);
    return pool;
  }

  function closeAll(): void {
    for (const pool of pools.values()) void pool.then((open) => open.end()).catch(() => {});
    pools.clear();
  }

  return {
    async query(server, text, values): Promise<SqlOutcome> {
      let client: pg.PoolClient;
      try {
        client = await (await poolOf(server)).connect();
      } catch (error) {
        return connectFailure(error);
      }
      try {
        const { rows, rowCount } = await client.query<JsonObject>(text, values);
        client.release();
        return { kind: "rows", rows, rowCount: rowCount ?? 0 };
      } catch (error) {
        client.release(true);
        return queryFailure(error);
      }
    },
    async close() {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map((pool) => pool.then((each) => each.end()).catch(() => {})));
    },
  };
}

function connectFailure(error: unknown): SqlOutcome {
  if (error instanceof AddressRefused) return { kind: "refused", detail: error.message };
  const state = sqlStateOf(error);
  if (state !== null) return { kind: "error", sqlState: state, detail: messageOf(error) };
  const detail = messageOf(error);
  return /certificate|self-signed|altnames|does not support SSL/i.test(detail) ? { kind: "refused", detail: `the server's certificate or TLS does not fit: ${detail}` } : { kind: "unsent", detail };
}

function queryFailure(error: unknown): SqlOutcome {
  const state = sqlStateOf(error);
  // A server that shuts down tells so after the statement may have been done.
  if (state === null || /^57P0[1-3]|^08/.test(state)) return { kind: "unknown", detail: messageOf(error) };
  return { kind: "error", sqlState: state, detail: messageOf(error) };
}

function sqlStateOf(error: unknown): string | null {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return error instanceof pg.DatabaseError && typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** What the database says may quote a value, never the password. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 1000);
}
