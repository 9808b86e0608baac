import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";

import { z } from "zod";

const PATIENCE_MS = 2_000;

/** What the holder of a lock says of itself. */
const Holder = z.object({
  token: z.string(),
  port: z.number(),
  address: z.string().nullable(),
  databaseUrl: z.string().nullable(),
});
export type Holder = z.infer<typeof Holder>;

export type Lock = {
  /** Says more of the holder to those who find the lock taken. */
  tell: (about: Partial<Pick<Holder, "address" | "databaseUrl">>) => Promise<void>;
  release: () => Promise<void>;
};

/**
 * Holds `file` for this process, or tells who does. A lock is held by who answers at the port that it names with
 * the token that it names: a process number may since belong to somebody else.
 */
export async function holdLock(file: string): Promise<{ lock: Lock } | { holder: Holder }> {
  await mkdir(path.dirname(file), { recursive: true });
  const token = randomUUID();
  const { server, port } = await answerWith(token);
  let holder: Holder = { token, port, address: null, databaseUrl: null };
  for (;;) {
    if (await place(file, holder)) break;
    const found = await readHolder(file);
    if (found && (await isAlive(found))) {
      server.close();
      return { holder: found };
    }
    await removeStale(file, found);
  }

  const tell: Lock["tell"] = async (about) => {
    holder = { ...holder, ...about };
    await writeWhole(file, holder);
  };
  const release = async () => {
    await rm(file, { force: true });
    server.close();
  };
  return { lock: { tell, release } };
}

/** Who holds the lock now; null when nobody does. */
export async function findHolder(file: string): Promise<Holder | null> {
  const holder = await readHolder(file);
  return holder && (await isAlive(holder)) ? holder : null;
}

function answerWith(token: string): Promise<{ server: net.Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end(token);
    });
    server.once("error", reject);
    server.unref();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address && typeof address === "object") resolve({ server, port: address.port });
    });
  });
}

/** The file appears with its content or not at all; false when it is there already. */
async function place(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeWhole(file: string, holder: Holder): Promise<void> {
  const draft = `${file}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  await rename(draft, file);
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

/** Somebody who accepts but says nothing may be the holder at a breakpoint: that counts as alive. */
function isAlive({ port, token }: Holder): Promise<boolean> {
  return new Promise((resolve) => {
    let said = "";
    const socket = net.connect({ port, host: "127.0.0.1", timeout: PATIENCE_MS });
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => (said += chunk));
    socket.once("timeout", () => {
      socket.destroy();
      resolve(said === "" || said === token);
    });
    socket.once("error", () => {
      resolve(false);
    });
    socket.once("end", () => {
      resolve(said === token);
    });
  });
}

/** Moves the file away, and back if somebody placed a new one between reading and moving. */
async function removeStale(file: string, found: Holder | null): Promise<void> {
  const away = `${file}.${randomUUID()}`;
  try {
    await rename(file, away);
  } catch {
    return;
  }
  const moved = await readHolder(away);
  if (moved && moved.token !== found?.token) await link(away, file).catch(() => undefined);
  await rm(away, { force: true });
}
