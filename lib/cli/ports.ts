import net from "node:net";

const TRIES = 50;

/** The wanted port, or the first one after it that `isFree`. */
export async function chooseFreePort(
  wanted: number,
  isFree: (port: number) => Promise<boolean>,
): Promise<number> {
  const last = Math.min(wanted + TRIES, 65_535);
  for (let port = wanted; port <= last; port += 1) if (await isFree(port)) return port;
  throw new Error(`No port from ${wanted} to ${last} is free. Choose another with PORT.`);
}

/**
 * Whether a server could listen there. On this machine alone both loopback addresses count: whoever holds one of
 * them may be who a browser finds at `localhost`.
 */
export async function isPortFree(port: number, host: string | null): Promise<boolean> {
  const hosts = host === null ? ["::", "0.0.0.0"] : host === "127.0.0.1" ? ["127.0.0.1", "::1"] : [host];
  for (const each of hosts) if (await isTaken(port, each)) return false;
  return true;
}

/** An address that this machine does not have is not taken. */
function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(true);
      else if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(false);
      else if (error.code === "EACCES")
        reject(new Error(`Port ${port} is for root only. Choose another with PORT.`));
      else reject(error);
    });
    server.listen({ port, host, exclusive: true, ipv6Only: host === "::" }, () => {
      server.close(() => {
        resolve(false);
      });
    });
  });
}
