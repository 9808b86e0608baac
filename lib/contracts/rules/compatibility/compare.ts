import { below } from "@/lib/platform/document-place";

import type { ContractChange, ContractRole, ParsedContract, Server } from "../../model";
import { compareQuality } from "./quality";
import { breaking, harmless, type Report, reportMembers } from "./report";
import { compareSchemas } from "./schema";
import { compareSlas } from "./sla";

type Comparable = Pick<ParsedContract, "schema" | "servers" | "roles" | "sla">;

/**
 * What two versions of a contract differ in, as far as it matters to those who use the data, breaking changes
 * first. Breaking is what takes a promise back or makes it weaker; additions, documentation and what asks less
 * of a value are not.
 */
export function compareContracts(before: Comparable, after: Comparable): ContractChange[] {
  const changes: ContractChange[] = [];
  const report: Report = (change) => void changes.push(change);
  compareSchemas(before.schema, after.schema, report);
  compareServers(before.servers, after.servers, report);
  compareRoles(before.roles, after.roles, report);
  compareSlas(before.sla, after.sla, report);
  compareQuality(before.schema, after.schema, report);
  return changes.sort((one, other) => Number(other.isBreaking) - Number(one.isBreaking));
}

function compareServers(before: readonly Server[], after: readonly Server[], report: Report): void {
  const tell = (key: string) => ({ pointer: below("#/servers", key), subject: `The server ${key}` });
  const kept = reportMembers([before, after], { keyOf: ({ server }) => server, tell, report });
  for (const { key, before: was, after: is } of kept) {
    const told = { ...tell(key), kind: "changed" as const };
    if (was.type !== is.type) report(breaking({ ...told, what: `changes from ${was.type} to ${is.type}` }));
    else if (JSON.stringify(was.facts) !== JSON.stringify(is.facts))
      report(harmless({ ...told, what: "is reached in another way" }));
  }
}

function compareRoles(before: readonly ContractRole[], after: readonly ContractRole[], report: Report): void {
  const tell = (key: string) => ({ pointer: below("#/roles", key), subject: `The role ${key}` });
  reportMembers([before, after], { keyOf: ({ role }) => role, tell, report });
}

type Stated = Pick<ParsedContract, "version" | "status">;

/** Nothing is promised yet by a contract of these states, so that anything may change. */
const UNBINDING = new Set(["proposed", "draft"]);

/**
 * Whether the second version says that it breaks with the first: by a higher major version (semver.org §8), or,
 * where versions are no numbers, by any other version. A contract that was only proposed binds nobody.
 */
export function announcesBreak(before: Stated, after: Stated): boolean {
  if (UNBINDING.has(before.status?.toLowerCase() ?? "")) return true;
  const [was, is] = [majorOf(before.version), majorOf(after.version)];
  if (was === null || is === null) return before.version !== after.version;
  return is > was;
}

function majorOf(version: string | null): number | null {
  const [, major] = /^v?(\d{1,9})(?:\.|$)/i.exec(version?.trim() ?? "") ?? [];
  return major === undefined ? null : Number(major);
}
