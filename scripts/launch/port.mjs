import net from "node:net";
import { LaunchError } from "./launcher.mjs";

/**
 * Says early, before any long work, that the address can't be had.
 * @returns {Promise<void>}
 */
export async function checkPortIsFree() {
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || "127.0.0.1";
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new LaunchError(`PORT is "${process.env.PORT}", expected a number from 0 to 65535`);
  const code = await tryToListen(port, host);
  if (code === "EADDRINUSE") throw new LaunchError(`port ${port} on ${host} is taken: stop what listens there, or choose another, as in PORT=${port + 1} npm start`);
  if (code === "EACCES") throw new LaunchError(`port ${port} may only be used by root: choose one above 1023, as in PORT=3000 npm start`);
  if (code !== null) throw new LaunchError(`HOST is "${host}", which is no address of this machine (${code})`);
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | null>} the error's code
 */
function tryToListen(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? "unknown"));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}
