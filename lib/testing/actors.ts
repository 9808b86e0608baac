import { randomUUID } from "node:crypto";

import type { Actor, OrgRole, TeamRole } from "@/lib/platform/actor";

const base: Actor = {
  kind: "user",
  id: "usr_test",
  name: "Test person",
  email: "test@example.org",
  orgRole: "member",
  teamId: null,
  teamRoles: new Map(),
  readOnly: false,
};

/** A person with an organisation role and, per team, one role. */
export function aUser(orgRole: OrgRole = "member", teams: Record<string, TeamRole> = {}): Actor {
  const id = `usr_${randomUUID().slice(0, 8)}`;
  const teamRoles = new Map(Object.entries(teams).map(([team, role]) => [team, [role]] as const));
  return { ...base, id, email: `${id}@example.org`, orgRole, teamRoles };
}

export const admin = (): Actor => aUser("admin");
export const governance = (): Actor => aUser("governance");
export const owner = (teamId: string): Actor => aUser("member", { [teamId]: "owner" });
export const stranger = (): Actor => aUser();

/** A key of the whole organisation. */
export const organizationKey = (access: "read" | "write" = "write"): Actor => ({
  ...base,
  kind: "key",
  id: `key_${randomUUID().slice(0, 8)}`,
  email: null,
  orgRole: "admin",
  readOnly: access === "read",
});

/** A key of one team. */
export const teamKey = (teamId: string, access: "read" | "write" = "write"): Actor => ({
  ...base,
  kind: "key",
  id: `key_${randomUUID().slice(0, 8)}`,
  email: null,
  teamId,
  teamRoles: new Map([[teamId, [access === "write" ? "owner" : "member"]]]),
  readOnly: access === "read",
});
