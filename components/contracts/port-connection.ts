import type { OutputPort } from "@/lib/catalog/model";
import type { ReadableContract, SchemaObject, Server } from "@/lib/contracts/model";
import { serverOfPort } from "@/lib/contracts/rules/snippets";

type Contract = Pick<ReadableContract, "servers" | "schema">;

/** The server that a port is served from: the one it names, else what it says itself, else the contract's first. */
function serverOf(port: OutputPort, contract: Contract | null): Server | null {
  const named = port.customProperties.find(({ property }) => property === "contractServer")?.value;
  const found = contract?.servers.find(({ server }) => server === named);
  if (found) return found;
  if (port.server && Object.keys(port.server).length > 0) return serverOfPort(port.type, port.server);
  return contract?.servers[0] ?? null;
}

/** The table that a port is about, when its name says so; the first one otherwise. */
export function objectOf(port: Pick<OutputPort, "name">, contract: Contract | null): SchemaObject | null {
  const tables = contract?.schema ?? [];
  return tables.find(({ name }) => name !== "" && port.name.includes(name)) ?? tables[0] ?? null;
}

/** Every server of a contract, that of the port first. */
export function serversOf(port: OutputPort, contract: Contract | null): Server[] {
  const own = serverOf(port, contract);
  const others = (contract?.servers ?? []).filter(
    (server) => server !== own && server.environment !== own?.environment,
  );
  return own === null ? others : [own, ...others];
}
